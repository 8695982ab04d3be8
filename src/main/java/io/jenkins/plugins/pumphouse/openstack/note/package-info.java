/**
 * What a migration writes into a server's metadata on the source, and others have to know: who moves it, that it has
 * moved, and that it is being rolled back. Reads texts only, and asks no cloud.
 */
package io.jenkins.plugins.pumphouse.openstack.note;
