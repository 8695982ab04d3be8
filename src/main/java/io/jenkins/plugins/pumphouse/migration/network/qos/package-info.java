/** Policies of bandwidth and priority, with their rules. */
package io.jenkins.plugins.pumphouse.migration.network.qos;
