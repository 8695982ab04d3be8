/**
 * What Nova has for servers: flavors, keypairs, availability zones, server groups; and what a run borrows on the target
 * to boot servers.
 *
 * <p>Servers themselves are in {@code server}, which knows this package; nothing here knows it.
 */
package io.jenkins.plugins.pumphouse.migration.compute;
