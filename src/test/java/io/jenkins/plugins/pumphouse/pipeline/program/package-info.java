/**
 * A program and what runs it: threads of a suspended script, the steps they wait for, the console, the build, and the
 * form in which all of it is saved.
 *
 * <p>All changes of a program happen on one thread, as in Jenkins. Nothing here knows a particular step.
 */
package io.jenkins.plugins.pumphouse.pipeline.program;
