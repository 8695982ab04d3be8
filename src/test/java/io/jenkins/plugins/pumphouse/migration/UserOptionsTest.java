package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/** What exempts a user from the rules of the cloud, and what a login has to have beside the password. */
public class UserOptionsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theyComeWithTheUser() throws Exception {
        options(clouds.source, "{'ignore_lockout_failure_attempts': true, 'lock_password': true}");

        clouds.move(Verb.USERS);

        assertThat(options(clouds.target))
                .isEqualTo(json("{'ignore_lockout_failure_attempts': true, 'lock_password': true}"));
        assertThat(clouds.move(Verb.USERS).cost().writes()).isZero();
    }

    /** Keystone keeps what is not named in a change. */
    @Test
    public void oneThatTheSourceHasTakenAwaySinceGoes() throws Exception {
        options(clouds.source, "{'lock_password': true, 'ignore_password_expiry': true}");
        clouds.move(Verb.USERS);
        options(clouds.source, "{'lock_password': null}");

        Report again = clouds.move(Verb.USERS);

        assertThat(TwoClouds.outcome(again, "user", "alice").end()).isEqualTo(End.UPDATED);
        assertThat(options(clouds.target)).isEqualTo(json("{'ignore_password_expiry': true}"));
    }

    @Test
    public void theLastOneGoesToo() throws Exception {
        options(clouds.source, "{'lock_password': true}");
        clouds.move(Verb.USERS);
        options(clouds.source, "{'lock_password': null}");

        clouds.move(Verb.USERS);

        assertThat(options(clouds.target)).isEqualTo(json("{}"));
        assertThat(clouds.move(Verb.USERS).cost().writes()).isZero();
    }

    @Test
    public void oneThatIsFalseIsAsOneThatNobodyHasSet() throws Exception {
        options(clouds.source, "{'lock_password': false}");

        clouds.move(Verb.USERS);

        assertThat(options(clouds.target)).isEqualTo(json("{}"));
        assertThat(clouds.move(Verb.USERS).cost().writes()).isZero();
    }

    @Test
    public void whoeverMadeAUserOfTheTargetHasDecidedOnThem() throws Exception {
        clouds.target
                .inside()
                .make(
                        "identity",
                        "/v3/users",
                        "user",
                        json("{'name': 'alice', 'domain_id': 'default', 'options': {'lock_password': true}}"));
        options(clouds.source, "{'ignore_password_expiry': true}");

        clouds.move(Verb.USERS);

        assertThat(options(clouds.target)).isEqualTo(json("{'lock_password': true}"));
    }

    @Test
    public void whoLogsInWithAOneTimePasswordIsToldThatItsSecretStays() throws Exception {
        options(
                clouds.source,
                "{'multi_factor_auth_enabled': true, 'multi_factor_auth_rules': [['password', 'totp'], ['external']]}");

        Outcome alice = TwoClouds.outcome(clouds.move(Verb.USERS), "user", "alice");

        assertThat(options(clouds.target).path("multi_factor_auth_rules"))
                .isEqualTo(WireJson.value("[['password', 'totp'], ['external']]"));
        assertThat(alice.message()).contains("TOTP secrets", "openstack credential create --type totp");
    }

    @Test
    public void aRuleThatIsNotAskedForNeedsNoSecret() throws Exception {
        options(clouds.source, "{'multi_factor_auth_rules': [['password', 'totp']]}");

        Outcome alice = TwoClouds.outcome(clouds.move(Verb.USERS), "user", "alice");

        assertThat(alice.message()).doesNotContain("TOTP");
    }

    private static void options(EmbeddedCloud cloud, String options) {
        cloud.inside().patch("identity", path(cloud), json("{'user': {'options': " + options + "}}"));
    }

    private static JsonNode options(EmbeddedCloud cloud) {
        return cloud.inside().get("identity", path(cloud)).path("user").path("options");
    }

    private static String path(EmbeddedCloud cloud) {
        return "/v3/users/" + cloud.inside().id("identity", "/v3/users", "users", "alice");
    }
}
