/**
 * From the arguments of a step call to a step, by the rules of Jenkins' data binding.
 *
 * <p>A misspelt argument is an error here, where Jenkins only warns. Nothing here runs a step.
 */
package io.jenkins.plugins.pumphouse.pipeline.binding;
