/** What rules and batches of security groups decide by themselves, without a cloud. */
package io.jenkins.plugins.pumphouse.migration.network.secgroup;
