/** The steps that move hypervisors, in a pipeline. */
package io.jenkins.plugins.pumphouse.steps.host;
