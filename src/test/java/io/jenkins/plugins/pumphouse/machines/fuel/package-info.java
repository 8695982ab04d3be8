/**
 * A Fuel master inside the tests' own JVM: real HTTP, the state of environments, nodes and tasks, progress by a clock,
 * faults on demand.
 *
 * <p>{@link io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel} is the way in. What it answers is held against
 * recordings of real Nailguns 9.2 and 6.1 ({@code RecordedFuelTest}). Nothing here uses the plugin's own code, so that
 * both can disagree.
 */
package io.jenkins.plugins.pumphouse.machines.fuel;
