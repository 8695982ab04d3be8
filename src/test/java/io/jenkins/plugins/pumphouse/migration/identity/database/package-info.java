/** Specifications of the databases of Keystones, on real ones. */
package io.jenkins.plugins.pumphouse.migration.identity.database;
