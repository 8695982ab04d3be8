/**
 * Placement: resource providers of the hypervisors and who holds allocations on them.
 *
 * <p>Nova tells it of hosts that come and go, and is asked for the servers on them; schedules nothing and has no
 * inventories.
 */
package io.jenkins.plugins.pumphouse.clouds.placement;
