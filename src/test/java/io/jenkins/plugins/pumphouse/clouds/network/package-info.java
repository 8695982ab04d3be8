/**
 * Neutron v2.0: networks, subnets, ports, routers, floating addresses, security groups, tags and quotas.
 *
 * <p>A resource is a declaration of its attributes ({@link io.jenkins.plugins.pumphouse.clouds.network.Attributes}) and
 * what is peculiar to it; listing, filtering, paging, creating, updating and the right to see are the same for all
 * ({@link io.jenkins.plugins.pumphouse.clouds.network.NeutronResource}). There are no agents here and no packets.
 */
package io.jenkins.plugins.pumphouse.clouds.network;
