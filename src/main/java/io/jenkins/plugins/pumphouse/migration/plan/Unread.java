package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.openstack.CloudException;

/** What follows from a request that only reads and was refused. */
final class Unread {
    private Unread() {}

    /**
     * Why an object cannot be decided on.
     *
     * @throws CloudException {@code refused} itself where the whole cloud is out of reach: then nothing can be decided
     */
    static String reason(CloudException refused) {
        ReadRefusal.passOnOfTheCloud(refused);
        return "cannot be read: " + refused.getMessage();
    }
}
