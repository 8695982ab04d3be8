/**
 * A server's data volumes that stay in the storage of both clouds: the source detaches them and gives them up, the
 * target takes them, and all of that can be undone. No class of it deletes a volume.
 */
package io.jenkins.plugins.pumphouse.migration.server.adoption;
