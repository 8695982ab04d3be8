/** The services that a cloud may have beside the usual ones, as far as an inventory asks them: one list each. */
package io.jenkins.plugins.pumphouse.clouds.further;
