/** How a server is asked whether it is well. */
package io.jenkins.plugins.pumphouse.migration.health;
