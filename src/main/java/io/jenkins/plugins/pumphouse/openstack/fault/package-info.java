/**
 * What the services of OpenStack say when they refuse: their words, out of every form in which they come, and whether
 * they mean a quota. Knows texts only, no request and no remedy; {@code openstack} makes the exception.
 */
package io.jenkins.plugins.pumphouse.openstack.fault;
