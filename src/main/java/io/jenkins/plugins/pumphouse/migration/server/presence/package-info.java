/**
 * Whether a server is with its cloud, and as it was when the plan was made: gone, left out of the list, changed by its
 * owner. Reads one cloud and writes to none.
 */
package io.jenkins.plugins.pumphouse.migration.server.presence;
