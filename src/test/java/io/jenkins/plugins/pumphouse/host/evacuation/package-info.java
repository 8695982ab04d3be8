/** A hypervisor emptied inside its cloud. */
package io.jenkins.plugins.pumphouse.host.evacuation;
