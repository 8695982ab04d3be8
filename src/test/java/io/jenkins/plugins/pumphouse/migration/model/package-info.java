/** What the vocabulary of a migration promises. */
package io.jenkins.plugins.pumphouse.migration.model;
