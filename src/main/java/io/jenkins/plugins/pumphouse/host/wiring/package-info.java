/**
 * Drivers of the switches that hypervisors are plugged into: {@link io.jenkins.plugins.pumphouse.host.wiring.Switch}
 * tells and sets the access VLAN of a port.
 *
 * <p>A driver acts and reads back; what is to be set when, and what was set before, is kept by who calls it. Nothing in
 * this package knows hosts, clouds or Fuel, and nothing else speaks SNMP.
 */
package io.jenkins.plugins.pumphouse.host.wiring;
