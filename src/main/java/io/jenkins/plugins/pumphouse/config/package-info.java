/**
 * {@code pumphouse.yaml}: from its text to checked, plain values
 * ({@link io.jenkins.plugins.pumphouse.config.Configuration},
 * {@link io.jenkins.plugins.pumphouse.config.CloudSettings},
 * {@link io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex}), or to the list of everything that is wrong with
 * it, each with its line and column.
 *
 * <p>What the file may say is declared in the {@code …Reader} classes as tables of {@code ConfigKey}s; a new key is one
 * more line in a table. How such a table is read is in {@code config.yaml}, logins and trust in {@code config.login},
 * hosts and switches in {@code config.host}.
 *
 * <p>Nothing in this package knows Jenkins, opens a file or talks to a cloud: callers bring the text and the secrets.
 */
package io.jenkins.plugins.pumphouse.config;
