package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.host.model.CanonicalForm;
import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.util.Objects;

/**
 * One cloud of {@code pumphouse.yaml}, checked.
 *
 * @param access how to reach it; its login may be the id of credentials, its certificate the path of a file
 * @param fuel what deploys its hypervisors; null if there is no Fuel
 * @param database of its Keystone; null if it is not said
 * @param dashboard address of its web page (Horizon), http or https; null if it is not said
 * @param position where the cloud stands in the file
 */
public record CloudSettings(
        CloudAccess access, FuelAccess fuel, DatabaseAccess database, String dashboard, Position position) {

    public CloudSettings {
        Objects.requireNonNull(access, "access");
    }

    /** What steps call it by; part of the marks on the target's objects. */
    public String name() {
        return access.name();
    }

    /** Keystone's address, http or https, with or without a version. */
    public String authUrl() {
        return access.authUrl();
    }

    /** Whether the file holds a password or a token for this cloud, its Fuel or its Keystone's database. */
    public boolean hasLiteralSecret() {
        return !access.login().isStored()
                || fuel != null && fuel.hasLiteralSecret()
                || database != null && !database.login().isStored();
    }

    /**
     * Whether another entry of the file means the same cloud: Keystone's address (version and spelling aside) is equal,
     * and the region too or one of them names none and so means the only one.
     */
    public boolean isSamePlaceAs(CloudSettings other) {
        String region = access.endpoints().region();
        String otherRegion = other.access.endpoints().region();
        return CanonicalForm.keystone(authUrl()).equals(CanonicalForm.keystone(other.authUrl()))
                && (region == null || otherRegion == null || region.equals(otherRegion));
    }
}
