/** Quotas of projects and of single users, and whether the quotas of the target leave room for a plan. */
package io.jenkins.plugins.pumphouse.migration.quota;
