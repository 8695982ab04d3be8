/**
 * Port forwardings of floating addresses, which follow the servers that they lead to. Knows addresses and servers; how
 * a server moves is {@code move}'s.
 */
package io.jenkins.plugins.pumphouse.migration.server.forwarding;
