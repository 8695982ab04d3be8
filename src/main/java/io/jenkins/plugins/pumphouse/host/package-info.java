/**
 * The move of hypervisors out of one cloud and into another: the loop that drives each through its phases, and nothing
 * of what a phase looks at or does.
 *
 * <p>A round looks at every host that is on its way once and returns; it waits for nothing. Who calls it writes the
 * states down between two rounds and decides when the next one is due.
 */
package io.jenkins.plugins.pumphouse.host;
