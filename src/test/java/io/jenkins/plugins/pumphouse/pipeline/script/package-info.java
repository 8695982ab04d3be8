/**
 * What a Jenkinsfile sees: its base class, the global variables, loops that can be saved, and the declarative form.
 *
 * <p>A step call becomes a {@code StepCall} that suspends the script; who runs it is not known here.
 */
package io.jenkins.plugins.pumphouse.pipeline.script;
