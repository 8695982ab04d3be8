/**
 * Machines inside the JVM: a {@link io.jenkins.plugins.pumphouse.machines.Machine} with power, a boot device and a
 * journal, and in front of it a BMC that speaks real IPMI over UDP or real Redfish over HTTP, with faults on demand;
 * and a switch that speaks real SNMP, v2c and v3.
 *
 * <p>They share no code with the drivers in {@code host.power}, so that a mistake in one is not repeated in the other;
 * the program ipmitool judges both ({@code BmcIT}).
 */
package io.jenkins.plugins.pumphouse.machines;
