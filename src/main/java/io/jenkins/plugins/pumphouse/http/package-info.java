/**
 * The connections to services: whom to trust, through which proxy, how long to wait, how much to take, what is sent
 * again, streams up and down, and why no response came. {@link io.jenkins.plugins.pumphouse.http.HttpConnection} does
 * all of it, for clouds and for the drivers of hosts; {@link io.jenkins.plugins.pumphouse.http.JsonHttp} is the short
 * form for services with small answers (Fuel, Redfish).
 *
 * <p>This is the only package that knows {@code java.net.http} and, for the bytes of images, Apache's client; and
 * nothing in it knows a cloud, a host or a driver. What a status or a body means must not be decided in this package;
 * the caller knows that.
 */
package io.jenkins.plugins.pumphouse.http;
