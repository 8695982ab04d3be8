/**
 * What Neutron's types share: tags and marks, sets of parts, DHCP options, and what two controllers have made at the
 * same moment.
 *
 * <p>Knows no type; the types are in {@code network} and {@code network.secgroup}.
 */
package io.jenkins.plugins.pumphouse.migration.network.neutron;
