/**
 * What a support bundle has of Pumphouse. The one package that knows classes of the Support Core plugin, which is
 * optional: without it Jenkins loads none of this package's classes, and no other class refers to them.
 */
package io.jenkins.plugins.pumphouse.settings.support;
