/** What the words of an operator mean for a migration. */
package io.jenkins.plugins.pumphouse.migration.options;
