/** Text for people: what may stand in a build's log, which word was meant. Every layer may use it; it uses none. */
package io.jenkins.plugins.pumphouse.console;
