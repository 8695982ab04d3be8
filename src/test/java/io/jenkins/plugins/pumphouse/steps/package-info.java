/**
 * The steps as a Jenkinsfile uses them, on clouds inside this JVM.
 *
 * <p>What a migration does in detail is tested below {@code migration}; here it is about arguments, blocks, results,
 * restarts and aborts.
 */
package io.jenkins.plugins.pumphouse.steps;
