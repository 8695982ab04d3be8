package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** A cloud is not migrated into itself, whatever it is called. */
public class SameCloudTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void oneCloudUnderTwoAddressesIsRefusedInThePlan() {
        CloudAccess one = access("old", clouds.source.authUrl());
        CloudAccess other = access("new", clouds.source.authUrl().replace("127.0.0.1", "localhost"));
        Migration migration = new Migration(
                new MigrationRequest(
                        Verb.FLAVORS, one, other, TwoClouds.DEMO, new Mapping(Map.of()), Options.DEFAULT, true),
                line -> {});

        assertThatThrownBy(migration::run)
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("Source \"old\" (" + one.authUrl() + ") and target \"new\" (" + other.authUrl()
                        + ") are one cloud under two addresses: both call the compute service at 127.0.0.1:")
                .hasMessageEndingWith("Correct auth_url or region of one of them. Nothing was changed.");
        assertThat(clouds.source.journal().writes()).isEmpty();
    }

    private CloudAccess access(String name, String authUrl) {
        return CloudAccess.ofPassword(
                name, authUrl, clouds.source.username(), clouds.source.password(), clouds.source.tenant());
    }
}
