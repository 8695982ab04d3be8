package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A Nova before Mitaka shows a user's keypairs to that user alone (Compute API 2.10). */
public class OldKeysOfOwnersTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.fromIcehouse();

    @Test
    public void withALoginOfTheirUserTheKeysCome() throws Exception {
        people();
        clouds.owners(clouds.source, OwnerLogin.withPassword("alice", "alice-password"));

        Report report = clouds.move(Verb.KEYPAIRS, DEMO);

        assertThat(outcome(report, "keypair", "laptop").end()).isEqualTo(End.CREATED);
        assertThat(publicKeys()).containsExactlyElementsOf(keysOnSource());
        assertThat(outcome(clouds.move(Verb.KEYPAIRS, DEMO), "keypair", "laptop")
                        .end())
                .isEqualTo(End.REUSED);
    }

    @Test
    public void thoseOfOthersAreToldWithBothWaysOut() throws Exception {
        people();
        clouds.owners(clouds.source, OwnerLogin.withPassword("alice", "alice-password"));

        Outcome told = outcome(clouds.move(Verb.KEYPAIRS, DEMO), "keypair", "of bob");

        assertThat(told.end()).isEqualTo(End.SKIPPED);
        assertThat(told.message()).contains("Let their owners import them on the target", "a login in owners: of old");
    }

    /** Keystone may lock a user out after some tries: there is one. */
    @Test
    public void aLoginThatIsRefusedCostsTheKeysOfItsUserAloneAndIsTriedOnce() throws Exception {
        people();
        clouds.owners(
                clouds.source,
                OwnerLogin.withPassword("alice", "hunter2"),
                OwnerLogin.withPassword("bob", "bob-password"));
        clouds.source.journal().clear();

        Report report = clouds.plan(Verb.KEYPAIRS, DEMO);

        Outcome refused = outcome(report, "keypair", "of alice");
        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("old refused user \"alice\"").doesNotContain("hunter2");
        assertThat(report.outcomes())
                .filteredOn(one -> one.end() == End.CONFLICT)
                .hasSize(1);
        assertThat(clouds.source.journal().of("POST", "/v2.0/tokens"))
                .filteredOn(login -> login.status() == 401)
                .hasSize(1);
    }

    @Test
    public void aServerOfAUserWhoseLoginIsRefusedCostsThatServerAlone() throws Exception {
        people();
        clouds.owners(clouds.source, OwnerLogin.withPassword("alice", "hunter2"));

        Report report = clouds.plan(Verb.INSTANCES, DEMO);

        assertThat(outcome(report, "server", "db-1").end()).isEqualTo(End.CREATED);
    }

    @Test
    public void aTrustIsNothingForKeystoneBeforeV3() throws Exception {
        people();
        clouds.owners(clouds.source, OwnerLogin.withTrust("alice", "fb07b0"));

        assertThat(outcome(clouds.plan(Verb.KEYPAIRS, DEMO), "keypair", "of alice")
                        .message())
                .contains("the trust fb07b0 needs Keystone v3");
    }

    private void people() throws InterruptedException {
        for (Verb verb : List.of(Verb.ROLES, Verb.TENANTS, Verb.USERS)) {
            clouds.move(verb, DEMO);
        }
    }

    private List<String> publicKeys() {
        String alice = clouds.target.inside().id("identity", "/v3/users", "users", "alice");
        return keys(clouds.target.inside().get("compute", "/v2.1/os-keypairs?user_id=" + alice));
    }

    private List<String> keysOnSource() {
        Inside alice = clouds.source.inside("alice", "demo");
        return keys(alice.get("compute", "/v2/" + alice.projectId() + "/os-keypairs"));
    }

    private static List<String> keys(JsonNode listed) {
        return listed.findValuesAsText("public_key");
    }
}
