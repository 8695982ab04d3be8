/** What is read of a server of one cloud. */
package io.jenkins.plugins.pumphouse.migration.server.inventory;
