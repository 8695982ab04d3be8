/**
 * The hand-over of networks that are one wire on both clouds: gateway and DHCP go off on the source and on at the
 * target.
 *
 * <p>Knows networks and servers; how a network is migrated is {@code network}'s.
 */
package io.jenkins.plugins.pumphouse.migration.cutover;
