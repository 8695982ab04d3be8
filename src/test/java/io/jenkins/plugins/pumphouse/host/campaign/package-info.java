/** Specifications of the choice of the next host. */
package io.jenkins.plugins.pumphouse.host.campaign;
