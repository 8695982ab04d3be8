/**
 * Glance's resource type: images with their data, members and properties.
 *
 * <p>{@code ImageCopy} makes one image of the target out of one of the source, whole or not at all; servers' snapshots
 * go through it too. How bytes flow is {@code transfer}'s.
 */
package io.jenkins.plugins.pumphouse.migration.image;
