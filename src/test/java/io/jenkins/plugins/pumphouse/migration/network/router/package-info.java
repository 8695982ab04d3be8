/** What the resource types of Neutron promise. */
package io.jenkins.plugins.pumphouse.migration.network.router;
