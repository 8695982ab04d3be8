/**
 * What is in a storage backend of Cinder: listed, found by the name of a volume, proved to be the same of both clouds,
 * and asked for in words of {@code os-volume-manage}.
 */
package io.jenkins.plugins.pumphouse.migration.volume.backend;
