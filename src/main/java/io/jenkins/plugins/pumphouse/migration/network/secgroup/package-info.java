/** Security groups, made several in a request, with their rules and the address groups that rules name. */
package io.jenkins.plugins.pumphouse.migration.network.secgroup;
