/**
 * Fuel as a client sees it: environments, nodes, roles, disks and interfaces, deployments, of the versions 5.1 to 10.
 * What a status or a text of Nailgun means is known here and nowhere else, and so is how a node's layout follows from a
 * template or from rules. Here is no waiting and no order of phases: each call is one act or one look, and whoever
 * calls decides when to look again.
 */
package io.jenkins.plugins.pumphouse.host.fuel;
