/**
 * Servers as one cloud shows them: which there are, and the cards, addresses, volumes, flavor, key and history of each.
 *
 * <p>Reads, and knows nothing of moves.
 */
package io.jenkins.plugins.pumphouse.migration.server.inventory;
