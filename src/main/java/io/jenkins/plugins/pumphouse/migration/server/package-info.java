/**
 * The resource type of servers: which of them can be moved, why others are refused, what their copies lose.
 *
 * <p>Decides and asks; it writes to no cloud. What a server has is read in {@code server.inventory}, what earlier runs
 * noted in {@code server.note}; the move is {@code server.move}, and the deletion {@code server.cleanup}.
 */
package io.jenkins.plugins.pumphouse.migration.server;
