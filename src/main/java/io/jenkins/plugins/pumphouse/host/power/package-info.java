/**
 * What a machine's management controller (BMC) is asked and told: power, the device of the next boot, who the machine
 * is.
 *
 * <p>{@link io.jenkins.plugins.pumphouse.host.power.Bmc} is the one interface, with a driver for IPMI, for the program
 * ipmitool and for Redfish; a failure is a {@link io.jenkins.plugins.pumphouse.host.power.BmcException}, one subtype
 * for each remedy. When to switch a machine off, how long to wait for it and what to do when it does not obey must not
 * live in this package.
 */
package io.jenkins.plugins.pumphouse.host.power;
