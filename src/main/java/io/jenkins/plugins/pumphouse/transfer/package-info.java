/**
 * The data of images from the source to the target: streamed in constant memory and hashed on its way. A partial copy
 * is never left.
 *
 * <p>Knows Glance's data calls through {@code openstack} and nothing of plans or resources.
 */
package io.jenkins.plugins.pumphouse.transfer;
