/**
 * How a node's disks and interfaces follow from a template or from rules, checked against its hardware. Pure: nothing
 * in this package calls Fuel; it reads what Fuel has answered and returns the bodies to send.
 */
package io.jenkins.plugins.pumphouse.host.fuel.layout;
