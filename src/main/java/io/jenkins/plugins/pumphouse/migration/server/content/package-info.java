/**
 * What is on a server's disks, on its way to the target: snapshots, early copies, root volumes, and how long all that
 * may take.
 *
 * <p>Stops and starts nothing; when each is done is {@code move}'s.
 */
package io.jenkins.plugins.pumphouse.migration.server.content;
