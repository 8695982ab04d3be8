/**
 * Which host goes next when many are to be moved, and whether it may be begun now: by what it costs to empty it, by the
 * room that the target has, and by the hours in which work is allowed.
 *
 * <p>Decides only; the hosts' moves are {@link io.jenkins.plugins.pumphouse.host}'s.
 */
package io.jenkins.plugins.pumphouse.host.campaign;
