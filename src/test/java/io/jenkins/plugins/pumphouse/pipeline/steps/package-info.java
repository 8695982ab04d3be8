/**
 * Stand-ins for the steps of Jenkins' own pipeline plugins, as far as Jenkinsfiles around Pumphouse use them: same
 * names, same arguments, same results.
 *
 * <p>They are found as the plugin's own steps are. Nothing here belongs to Pumphouse.
 */
package io.jenkins.plugins.pumphouse.pipeline.steps;
