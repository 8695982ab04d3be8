/**
 * Volumes of Cinder and their types: found, copied through images, made anew on the target. Bytes go from image service
 * to image service; what is made for that on either side carries the volume's id and is removed.
 */
package io.jenkins.plugins.pumphouse.migration.volume;
