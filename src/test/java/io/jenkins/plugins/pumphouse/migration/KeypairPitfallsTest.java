package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import org.junit.Rule;
import org.junit.Test;

/** What a copy of keypairs gets wrong that looks at the names alone. */
public class KeypairPitfallsTest {
    private static final String KEYPAIRS = "/v2.1/os-keypairs";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    /** Without a public key Nova would make another pair of keys. */
    @Test
    public void eachKeyIsImportedSoThatNovaGeneratesNone() throws Exception {
        Faults.Fault imported = clouds.target.faults().on("POST", KEYPAIRS).containing("\"public_key\":\"ssh-");
        imported.answersInstead(answer -> answer);

        Report report = clouds.move(Verb.KEYPAIRS);

        assertThat(ended(report, End.CREATED)).contains("keypair laptop");
        assertThat(imported.struck())
                .isPositive()
                .isEqualTo(clouds.target.journal().count("POST", KEYPAIRS));
    }

    /** Nova keeps the keys of a user whom Keystone has no more. */
    @Test
    public void keysOfADeletedUserStayBehind() throws Exception {
        Inside source = clouds.source.inside();
        String bob = source.id("identity", "/v3/users", "users", "bob");
        source.delete("identity", "/v3/users/" + bob);
        assertThat(source.list("compute", KEYPAIRS + "?user_id=" + bob, "keypairs"))
                .isNotEmpty();

        Report demo = clouds.move(Verb.KEYPAIRS);

        assertThat(demo.failed()).as(demo.outcomes().toString()).isFalse();
        assertThat(ended(demo, End.CREATED)).containsExactlyInAnyOrder("user alice", "keypair laptop");
        assertThat(clouds.move(Verb.KEYPAIRS, Selection.ALL).failed()).isFalse();
        assertThat(clouds.move(Verb.KEYPAIRS, Selection.ALL).cost().writes()).isZero();
    }
}
