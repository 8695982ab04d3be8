/**
 * The databases of Keystones, of which only the password hashes are read and written: no API gives them away. Nothing
 * else in Pumphouse speaks to a database.
 */
package io.jenkins.plugins.pumphouse.migration.identity.database;
