/** Makes text safe for a build's log. Every layer may use it; it uses none. */
package io.jenkins.plugins.pumphouse.console;
