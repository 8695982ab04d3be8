/**
 * Bytes from here to there: streamed with constant memory, hashed on the way, a partial copy never left behind.
 *
 * <p>Knows Glance's data calls through {@code openstack} and nothing of plans or resources.
 */
package io.jenkins.plugins.pumphouse.transfer;
