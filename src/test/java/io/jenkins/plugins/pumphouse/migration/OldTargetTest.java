package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A target whose Nova takes keypairs from their users alone (before Compute API 2.10, Mitaka). */
public class OldTargetTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aNovaOfLiberty() {
        clouds.target.behaviour().newestCompute(6);
    }

    @Test
    public void aKeypairOfAnotherUserIsToldAndNotMadeForTheAccount() throws Exception {
        Report moved = clouds.move(Verb.KEYPAIRS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "keypair", "laptop").end()).isEqualTo(End.SKIPPED);
        assertThat(outcome(moved, "keypair", "laptop").message())
                .contains(
                        "new takes a keypair from its user alone",
                        "Let its owner import it, or give the owner a login in owners: of");
        assertThat(clouds.target.inside().list("compute", "/v2.1/os-keypairs", "keypairs"))
                .isEmpty();
    }

    @Test
    public void aServerBootsWithItsKeyAllTheSame() throws Exception {
        Report moved = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(moved, "server", "db-1").end())
                .as(moved.outcomes().toString())
                .isEqualTo(End.CREATED);
        assertThat(clouds.target.inside().servers())
                .anyMatch(each -> each.path("key_name").asText().equals("laptop"));
        assertThat(clouds.target.inside().list("compute", "/v2.1/os-keypairs", "keypairs"))
                .isEmpty();
    }
}
