/**
 * Access to one OpenStack cloud: authentication, strict endpoints, paging, retries, faults, and the bytes of images.
 *
 * <p>This is the only package that knows openstack4j and {@code java.net.http}; it hands out the services' own JSON,
 * because a migration must not lose a field that a model does not know. What is moved, compared or decided must not
 * live here, nor anything of Jenkins, and no type of openstack4j or {@code java.net.http} leaves it.
 *
 * <p>openstack4j's clients keep their session in a thread-local, so none is ever created: its identity model, its
 * request model and its connector SPI are used with the token passed explicitly in every call.
 */
package io.jenkins.plugins.pumphouse.openstack;
