/**
 * Where a step's configuration is found, whose credentials it gets, and what the settings refuse to keep.
 *
 * <p>Jenkins is played by our declarations of it: credentials are those of {@code StoredCredentials}, a workspace is a
 * folder of this machine.
 *
 * <p>What {@code pumphouse.yaml} may say is specified in {@code config}, what steps do with it in {@code steps}.
 */
package io.jenkins.plugins.pumphouse.settings;
