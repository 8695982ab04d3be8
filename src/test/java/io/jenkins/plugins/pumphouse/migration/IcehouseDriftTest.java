package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What was moved from a cloud of 2014 reads back as equal. */
public class IcehouseDriftTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.fromIcehouse();

    @Test
    public void afterAMoveAllIsEqual() throws Exception {
        for (Verb verb : List.of(
                Verb.TENANTS, Verb.USERS, Verb.USER_ROLES, Verb.QUOTAS, Verb.SECGROUPS, Verb.NETWORKS, Verb.IMAGES)) {
            clouds.move(verb);
        }

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(drift.lines()).isEmpty();
        assertThat(drift.count(Drift.State.EQUAL)).isGreaterThan(10);
    }
}
