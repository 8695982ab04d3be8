/** Configurations that belong to a folder, in a Jenkins with the Folders plugin and in one without. */
package io.jenkins.plugins.pumphouse.settings.folder;
