/**
 * Neutron's resource types: networks, subnets, routers, ports, floating addresses.
 *
 * <p>Each class declares one type and holds what is special about it; {@code NeutronType} in {@code network.neutron}
 * holds what all of Neutron's objects share, above all how they carry a mark. How servers use ports is not known in
 * this package.
 */
package io.jenkins.plugins.pumphouse.migration.network;
