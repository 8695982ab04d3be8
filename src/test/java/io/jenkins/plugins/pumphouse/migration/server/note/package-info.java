/** What states and notes of a server mean for its move. */
package io.jenkins.plugins.pumphouse.migration.server.note;
