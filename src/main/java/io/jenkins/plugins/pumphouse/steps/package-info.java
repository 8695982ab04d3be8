/**
 * What all pipeline steps have in common: how their arguments are bound, the clouds that they work with, and the run
 * that outlives restarts of the controller and lost agents.
 *
 * <p>Jenkins ends in this package: a step turns names and credentials ids into one request of plain values, which runs
 * on the controller or on the agent of the surrounding {@code node}. No step knows how anything is migrated. The steps
 * that move resources are in {@code resource}, those that move hypervisors in {@code host}.
 */
package io.jenkins.plugins.pumphouse.steps;
