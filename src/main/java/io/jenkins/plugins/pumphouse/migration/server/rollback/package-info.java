/**
 * Rollback: whether a moved server can be returned to the source, and how that is done. What belongs to the move itself
 * is {@code server.move}'s; nothing else deletes on the target what a move has made.
 */
package io.jenkins.plugins.pumphouse.migration.server.rollback;
