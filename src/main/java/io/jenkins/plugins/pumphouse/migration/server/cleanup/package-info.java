/**
 * The deletion of moved servers on the source, each after a proof of its copy.
 *
 * <p>Nothing else of the library deletes a server of a source.
 */
package io.jenkins.plugins.pumphouse.migration.server.cleanup;
