/** What a migration promises, as specifications on clouds inside this JVM. */
package io.jenkins.plugins.pumphouse.migration;
