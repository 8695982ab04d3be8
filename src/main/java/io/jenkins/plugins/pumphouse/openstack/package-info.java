/**
 * The fence around OpenStack: the only package that knows openstack4j, and HTTP to a cloud.
 *
 * <p>{@link io.jenkins.plugins.pumphouse.openstack.Cloud} is explicit in every call and may be shared by threads.
 * openstack4j logs in and reads the catalog; all else goes as the services' own JSON, so that no field is lost on the
 * way. What any object means, or is to become, is not known here.
 */
package io.jenkins.plugins.pumphouse.openstack;
