package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.login.ApplicationCredential;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/**
 * Nova gives a server to the user of the token that asks for it (Compute API, "Create server"), so a copy stays with
 * its owner where the target's access has a login of the owner.
 */
public class OwnerLoginTest {
    private static final String PASSWORD = "alice's own";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void withoutALoginTheServerBecomesTheAccounts() throws Exception {
        people();

        Outcome moved = move();

        assertThat(ledger(moved)).containsEntry("owner", "changed (alice -> admin)");
        assertThat(copy().path("user_id").asText())
                .isEqualTo(clouds.target.inside().userId());
    }

    @Test
    public void withThePasswordTheCopyIsItsOwnersWithTheOwnersKey() throws Exception {
        people();
        clouds.owners(clouds.target, OwnerLogin.withPassword("alice", PASSWORD));

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("web-1")), "server", "web-1");
        Outcome moved = move();

        assertThat(planned.message()).doesNotContain("it becomes admin's");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(ledger(moved)).containsEntry("owner", "kept").containsEntry("key", "kept");
        assertThat(copy().path("user_id").asText()).isEqualTo(alice());
        assertThat(keysOfTheAccount()).isEmpty();
        assertThat(move().end()).isEqualTo(End.REUSED);
    }

    @Test
    public void withAnApplicationCredentialOfTheProjectTheCopyIsItsOwners() throws Exception {
        people();
        clouds.owners(clouds.target, byApplicationCredential("demo"));

        Outcome moved = move();

        assertThat(ledger(moved)).as(moved.message()).containsEntry("owner", "kept");
        assertThat(copy().path("user_id").asText()).isEqualTo(alice());
    }

    @Test
    public void withATrustForTheAccountTheCopyIsItsOwners() throws Exception {
        people();
        clouds.owners(clouds.target, OwnerLogin.withTrust("alice", trust(true)));

        Outcome moved = move();

        assertThat(ledger(moved)).as(moved.message()).containsEntry("owner", "kept");
        assertThat(copy().path("user_id").asText()).isEqualTo(alice());
    }

    @Test
    public void aTrustThatDoesNotImpersonateIsRefusedInThePlan() throws Exception {
        people();
        clouds.owners(clouds.target, OwnerLogin.withTrust("alice", trust(false)));

        assertRefused("is of user admin");
    }

    @Test
    public void aTrustThatIsGoneIsRefusedInThePlan() throws Exception {
        people();
        clouds.owners(clouds.target, OwnerLogin.withTrust("alice", "0123456789abcdef0123456789abcdef"));

        assertRefused("Could not find trust", "openstack trust show 0123456789abcdef0123456789abcdef");
    }

    @Test
    public void anApplicationCredentialOfAnotherProjectIsRefusedInThePlan() throws Exception {
        people();
        Inside admin = clouds.target.inside();
        String role = admin.id("identity", "/v3/roles", "roles", "member");
        admin.put("identity", "/v3/projects/" + admin.projectId() + "/users/" + alice() + "/roles/" + role, null);
        clouds.owners(clouds.target, byApplicationCredential("admin"));

        assertRefused("works in project \"admin\" only");
    }

    @Test
    public void aWrongPasswordIsRefusedInThePlanAndTheServerGoesOn() throws Exception {
        people();
        clouds.owners(clouds.target, OwnerLogin.withPassword("alice", "another"));

        assertRefused(
                "does not work in the server's project", "or take the login out: then the server becomes admin's");

        Outcome refused = move();
        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(clouds.source.inside().server("web-1").path("status").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    public void aLoginThatStopsToWorkAfterThePlanStopsNoServer() throws Exception {
        people();
        clouds.owners(clouds.target, OwnerLogin.withPassword("alice", PASSWORD));
        clouds.onLine(line -> {
            if (line.contains("web-1") && line.contains("early")) {
                password("changed since");
            }
        });
        clouds.precopy();

        Outcome failed = move();

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("alice", "owners: of new");
        assertThat(clouds.lines).noneMatch(line -> line.contains("web-1") && line.contains("is off"));
        assertThat(clouds.source.inside().server("web-1").path("status").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    public void aNameInAnotherCaseIsThatOfTheSameUser() throws Exception {
        people();
        clouds.owners(clouds.target, OwnerLogin.withPassword("ALICE", PASSWORD));

        assertThat(ledger(move())).containsEntry("owner", "kept");
    }

    @Test
    public void theServersOfOthersBecomeTheAccounts() throws Exception {
        people();
        clouds.owners(clouds.target, OwnerLogin.withPassword("alice", PASSWORD));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(ledger(moved)).containsEntry("owner", "changed (bob -> admin)");
    }

    @Test
    public void aCopyThatAnEarlierRunGaveToTheAccountIsToldAsSuch() throws Exception {
        people();
        move();
        clouds.owners(clouds.target, OwnerLogin.withPassword("alice", PASSWORD));

        assertThat(ledger(move())).containsEntry("owner", "changed (alice -> admin)");
    }

    @Test
    public void aKeyOfTheAccountThatTheMappingNamesIsNotTheOwners() throws Exception {
        people();
        clouds.target
                .inside()
                .make(
                        "compute",
                        "/v2.1/os-keypairs",
                        "keypair",
                        WireJson.object("name", "ops", "public_key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== ops"));
        deleteKeyOfAlice();
        clouds.mapping("keypair", "laptop", "ops");
        clouds.owners(clouds.target, OwnerLogin.withPassword("alice", PASSWORD));

        assertRefused("who has no keypair ops on new", "Import it for the user");
    }

    private void assertRefused(String... parts) throws InterruptedException {
        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("web-1")), "server", "web-1");
        assertThat(planned.end()).as(planned.message()).isEqualTo(End.CONFLICT);
        assertThat(planned.message())
                .contains("whose login in owners: of new".equals(parts[0]) ? parts[0] : "alice")
                .contains(parts)
                .doesNotContain(PASSWORD);
    }

    private void deleteKeyOfAlice() {
        String owner = clouds.source.inside().id("identity", "/v3/users", "users", "alice");
        clouds.source.inside().delete("compute", "/v2.1/os-keypairs/laptop?user_id=" + owner);
    }

    /** The users, their roles and keys are on the target, and alice has her own password. */
    private void people() throws InterruptedException {
        for (Verb verb : List.of(Verb.TENANTS, Verb.USERS, Verb.USER_ROLES, Verb.KEYPAIRS)) {
            clouds.move(verb, DEMO);
        }
        password(PASSWORD);
    }

    private void password(String password) {
        clouds.target
                .inside()
                .patch(
                        "identity",
                        "/v3/users/" + alice(),
                        WireJson.object("user", WireJson.object("password", password)));
    }

    private String alice() {
        return clouds.target.inside().id("identity", "/v3/users", "users", "alice");
    }

    private JsonNode keysOfTheAccount() {
        return clouds.target.inside().get("compute", "/v2.1/os-keypairs").path("keypairs");
    }

    private OwnerLogin byApplicationCredential(String project) {
        JsonNode made = clouds.target
                .inside("alice", project)
                .make(
                        "identity",
                        "/v3/users/" + alice() + "/application_credentials",
                        "application_credential",
                        WireJson.object("name", "for the move"));
        return new OwnerLogin(
                "alice",
                Login.withToken(made.path("secret").asText()),
                new ApplicationCredential(made.path("id").asText(), null, null),
                null);
    }

    private String trust(boolean impersonation) {
        Inside owner = clouds.target.inside("alice", "demo");
        return owner.make(
                        "identity",
                        "/v3/OS-TRUST/trusts",
                        "trust",
                        WireJson.object(
                                "trustor_user_id",
                                owner.userId(),
                                "trustee_user_id",
                                clouds.target.inside().userId(),
                                "project_id",
                                owner.projectId(),
                                "impersonation",
                                impersonation))
                .path("id")
                .asText();
    }

    private Outcome move() throws InterruptedException {
        return outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");
    }

    private JsonNode copy() {
        return clouds.target.inside().server("web-1");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome moved) {
        return (Map<String, String>) moved.facts().get("ledger");
    }
}
