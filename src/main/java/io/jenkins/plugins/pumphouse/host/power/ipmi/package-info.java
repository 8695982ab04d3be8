/**
 * IPMI 2.0 over UDP as a client: RMCP+ sessions with RAKP, and commands inside of them.
 *
 * <p>Section numbers in the comments are those of the IPMI specification v2.0, revision 1.1. What a command's bytes
 * mean to a machine and what a failure means to an operator must not live in this package. There is no thread and no
 * state outside of a session: the caller waits.
 */
package io.jenkins.plugins.pumphouse.host.power.ipmi;
