/** Specifications of single classes of a server's move. */
package io.jenkins.plugins.pumphouse.migration.server.move;
