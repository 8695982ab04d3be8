package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;

/** How to log in to a cloud inside this JVM. */
public final class EmbeddedAccess {
    private EmbeddedAccess() {}

    /** As the user and in the project that the cloud itself names. */
    public static CloudAccess to(EmbeddedCloud cloud) {
        return CloudAccess.ofPassword(
                cloud.name(), cloud.authUrl(), cloud.username(), cloud.password(), cloud.tenant());
    }
}
