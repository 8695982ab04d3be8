/** How the content of a server's disks comes to the target, class by class. */
package io.jenkins.plugins.pumphouse.migration.server.content;
