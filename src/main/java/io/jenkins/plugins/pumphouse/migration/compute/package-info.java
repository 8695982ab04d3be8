/**
 * What Nova has for servers: flavors, keypairs, availability zones, server groups; and the temporary access with which
 * a run boots servers on the target.
 *
 * <p>Servers themselves are in {@code server}, which knows this package; nothing in this one knows it.
 */
package io.jenkins.plugins.pumphouse.migration.compute;
