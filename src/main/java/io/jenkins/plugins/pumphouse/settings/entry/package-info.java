/**
 * The entries of the settings' form and of Configuration as Code: the same keys as in {@code pumphouse.yaml}, and
 * nothing that could be wrong with them. An entry only becomes the text that the one reader reads, so that a mistake is
 * the same mistake whichever way it came.
 *
 * <p>Properties are called as the keys, {@code auth_url} and not {@code authUrl}, since Configuration as Code derives
 * its keys from them. What is a map in {@code pumphouse.yaml} is a list of entries, which carry their key as name:
 * Configuration as Code has no maps.
 */
package io.jenkins.plugins.pumphouse.settings.entry;
