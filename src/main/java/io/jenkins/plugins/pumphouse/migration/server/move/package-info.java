/**
 * One server's move: stop, snapshot, copy, boot, restore, verify, note; and what is left of a move that was
 * interrupted.
 *
 * <p>Ports are {@code network}'s, the image calls {@code image}'s.
 */
package io.jenkins.plugins.pumphouse.migration.server.move;
