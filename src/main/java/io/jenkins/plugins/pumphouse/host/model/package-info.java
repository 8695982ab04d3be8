/**
 * The vocabulary of a host's move: its phases, what is asked for, what is known so far and what the next step is.
 *
 * <p>Values and the one small state that outlives a restart of the controller; nothing in this package speaks to a
 * service.
 */
package io.jenkins.plugins.pumphouse.host.model;
