/**
 * Floating addresses and their port forwardings: what is allocated, what is bound to which port, and what room an
 * external network has.
 */
package io.jenkins.plugins.pumphouse.migration.network.floating;
