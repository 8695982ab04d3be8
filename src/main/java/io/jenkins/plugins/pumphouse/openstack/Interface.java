package io.jenkins.plugins.pumphouse.openstack;

/** Which of a service's addresses to use, as the catalog of the cloud publishes them. */
public enum Interface {
    /** The address for everybody; the default. */
    PUBLIC,
    /** The address on the management network. */
    INTERNAL,
    /** The address for operators; Keystone v2.0 manages tenants and users only at this one. */
    ADMIN;

    /** The word of the catalog and of {@code endpoint_type} in pumphouse.yaml. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
