/**
 * One class a phase: what it looks at, what it decides, and what it has done about it.
 *
 * <p>A phase keeps nothing between two looks but notes in the host's state, so that it goes on after any interruption.
 * It may be looked at when its condition holds already; then it is done.
 */
package io.jenkins.plugins.pumphouse.host.phase;
