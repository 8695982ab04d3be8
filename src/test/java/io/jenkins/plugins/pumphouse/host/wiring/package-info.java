/** What the drivers of switches promise, on a switch inside the JVM and on Debian's snmpd. */
package io.jenkins.plugins.pumphouse.host.wiring;
