/**
 * From the arguments of a step call to a step, by the rules of Jenkins' data binding.
 *
 * <p>As lenient as in Jenkins: a misspelt argument is a warning, whatever is not {@code true} is false. Steps that want
 * it stricter bind their arguments themselves. Nothing here runs a step.
 */
package io.jenkins.plugins.pumphouse.pipeline.binding;
