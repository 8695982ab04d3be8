/**
 * Glance v2: images, their bytes, members and tags.
 *
 * <p>Bytes are kept in files of a temporary directory that goes with the cloud, and are hashed as they come in. Errors
 * are HTML, as Glance's are: whoever talks to it must live with that.
 */
package io.jenkins.plugins.pumphouse.clouds.image;
