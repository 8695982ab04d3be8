/**
 * What Jenkins contributes to a migration, turned into plain values: the configuration from a workspace, the settings
 * or a step's argument; the secrets behind credentials ids; the two clouds that a step works with
 * ({@link io.jenkins.plugins.pumphouse.settings.ChosenClouds}).
 *
 * <p>Everything that leaves this package is free of Jenkins types and may travel to an agent; a user's mistake leaves
 * it as {@link hudson.AbortException} with a message that needs no stack trace.
 *
 * <p>Nothing in this package runs a step, talks to a cloud, or keeps a secret longer than it takes to hand it on.
 */
package io.jenkins.plugins.pumphouse.settings;
