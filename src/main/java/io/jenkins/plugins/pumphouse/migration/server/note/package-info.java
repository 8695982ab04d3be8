/**
 * What a server and the images of its disk say of its move: the states that decide it, and the notes that later runs
 * read.
 *
 * <p>Notes stand on the cloud before the act that they describe, so that an interrupted move can be resumed.
 */
package io.jenkins.plugins.pumphouse.migration.server.note;
