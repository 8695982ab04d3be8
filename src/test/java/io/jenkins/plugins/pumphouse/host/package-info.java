/** Specifications of a host's move, on clouds, machines, switches and a Fuel inside the JVM. */
package io.jenkins.plugins.pumphouse.host;
