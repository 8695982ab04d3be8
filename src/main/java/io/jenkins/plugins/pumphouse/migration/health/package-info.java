/**
 * Whether a server answers as it should: asked from where the run works, before its stop and after its boot. Knows how
 * to ask and what counts as an answer, and nothing of moves: what follows from an answer that does not come is
 * {@code migration.compute}'s. No thread waits for a server.
 */
package io.jenkins.plugins.pumphouse.migration.health;
