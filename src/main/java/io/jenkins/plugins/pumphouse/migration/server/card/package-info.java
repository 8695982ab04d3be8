/**
 * The network cards of servers as one cloud shows them: ports, their order, trunks, and the floating addresses that
 * lead to them; those of nova-network, too.
 *
 * <p>Reads, and knows nothing of moves.
 */
package io.jenkins.plugins.pumphouse.migration.server.card;
