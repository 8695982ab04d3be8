/**
 * A source with nova-network, read as if it had a Neutron: its networks, groups, servers' cards and floating addresses
 * in Neutron's form, so that every resource type finds them where it always looks. It knows no target, and decides on
 * no object.
 */
package io.jenkins.plugins.pumphouse.migration.novanetwork;
