/**
 * JSON over HTTP for services that are not OpenStack (Fuel, Redfish), and what every HTTP client of this plugin needs:
 * whom to trust, why no answer came, how long to wait before the next try. It is the lowest layer: nothing here knows a
 * cloud, a host or a driver, and {@code openstack} stands on it. What a status or a body means must not be decided
 * here; the driver that asked knows that.
 */
package io.jenkins.plugins.pumphouse.http;
