/**
 * Fuel as a client sees it: environments, nodes, roles, disks and interfaces, deployments, of the versions 5.1 to 10.
 * Only this package knows what a status or a text of Nailgun means; how a node is laid out is in {@code layout}.
 * Nothing waits and nothing orders phases: each call is one act or one look, and the caller decides when to look again.
 */
package io.jenkins.plugins.pumphouse.host.fuel;
