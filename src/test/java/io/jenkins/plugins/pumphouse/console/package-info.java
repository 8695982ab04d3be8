/** Specifications of what may stand in a build's log. */
package io.jenkins.plugins.pumphouse.console;
