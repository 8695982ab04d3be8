/**
 * Runs Jenkinsfiles outside Jenkins, for tests and for the demo: the scripts are the user's, the steps are the plugin's
 * own and found as Jenkins finds them, and a program can be saved, killed, loaded and resumed in the middle.
 *
 * <p>Here is what a test says ({@code Pipeline}); {@code program} interprets, {@code script} is what a Jenkinsfile
 * sees, {@code binding} turns arguments into steps, {@code agent} is the other side of a channel, {@code steps} stands
 * in for the steps of other plugins. Nothing here knows a step of the plugin, and there is no sandbox: approval of
 * methods is not tested here.
 */
package io.jenkins.plugins.pumphouse.pipeline;
