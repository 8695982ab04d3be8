/**
 * Neutron's resource types: security groups and their rules, networks, subnets, routers, ports.
 *
 * <p>Each class declares one type and holds what is peculiar to it; {@code NeutronType} holds what all of Neutron's
 * objects share, above all how they carry a mark. How servers use ports is not known here.
 */
package io.jenkins.plugins.pumphouse.migration.network;
