package io.jenkins.plugins.pumphouse.openstack;

/** Which of a service's addresses in the catalog is used. */
public enum Interface {
    PUBLIC,
    INTERNAL,
    ADMIN
}
