/** Whether a copy is what the source's server is, and whether it has been so for long enough. */
package io.jenkins.plugins.pumphouse.migration.server.proof;
