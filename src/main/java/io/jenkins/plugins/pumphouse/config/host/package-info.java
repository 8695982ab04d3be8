/**
 * What pumphouse.yaml and its inventories say of hosts, their BMCs and switches: readers, and records of plain values.
 */
package io.jenkins.plugins.pumphouse.config.host;
