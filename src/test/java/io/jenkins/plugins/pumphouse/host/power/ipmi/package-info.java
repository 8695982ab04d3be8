/** What holds in IPMI's packets whoever speaks. */
package io.jenkins.plugins.pumphouse.host.power.ipmi;
