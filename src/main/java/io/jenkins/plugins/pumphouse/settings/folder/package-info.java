/**
 * Configurations that belong to a folder. The one package that knows classes of the Folders plugin, which is optional:
 * without it Jenkins loads none of this package's classes, and no other class refers to them.
 */
package io.jenkins.plugins.pumphouse.settings.folder;
