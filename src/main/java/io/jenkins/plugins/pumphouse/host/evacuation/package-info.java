/**
 * The servers of one hypervisor move to other hypervisors of the same cloud: live where they run, cold where they are
 * off. For what cannot leave the cloud when its host has to.
 *
 * <p>Everything is read from Nova again at each look, and nothing is deleted. What moves servers to another cloud is
 * the migration's.
 */
package io.jenkins.plugins.pumphouse.host.evacuation;
