/** What a text has to be like before it may stand in a build's log. Every layer may use it; it uses none. */
package io.jenkins.plugins.pumphouse.console;
