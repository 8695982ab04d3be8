/**
 * Whether a server of the target is what its source's server is, as both clouds show them: after a move, and again
 * before a deletion.
 *
 * <p>Reads only.
 */
package io.jenkins.plugins.pumphouse.migration.server.proof;
