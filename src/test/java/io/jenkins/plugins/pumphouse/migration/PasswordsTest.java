package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.login.NewPassword;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.PasswordReport;
import io.jenkins.plugins.pumphouse.migration.options.Passwords;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** Which password a user has on the target. */
public class PasswordsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final Kept kept = new Kept();

    @Test
    public void aUserWithoutAPasswordCannotLogInAndTheStepSaysWho() throws Exception {
        Report report = clouds.move(Verb.USERS);

        assertThat(outcome(report, "user", "alice").message()).contains("cannot log in", "passwords: 'generate'");
        assertThat(report.notes())
                .singleElement()
                .asString()
                .contains("no password and cannot log in", "alice", "bob", "passwords: 'generate'");
        assertThat(clouds.plan(Verb.USERS, TwoClouds.ALL).notes())
                .noneMatch(note -> note.contains("alice")); // she is there
    }

    @Test
    public void aDryRunSaysWhoWouldGetNone() throws Exception {
        assertThat(clouds.plan(Verb.USERS, TwoClouds.DEMO).notes())
                .singleElement()
                .asString()
                .startsWith("! without a password")
                .contains("alice", "bob");
        clouds.passwords(generated());

        assertThat(clouds.plan(Verb.USERS, TwoClouds.DEMO).notes())
                .singleElement()
                .asString()
                .contains("new passwords would go to", "alice");
        assertThat(kept.passwords).isEmpty();
    }

    @Test
    public void aNewUserLogsInWithThePasswordThatTheReportHas() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.passwords(generated());

        Report report = clouds.move(Verb.USERS);
        clouds.move(Verb.USER_ROLES);

        assertThat(outcome(report, "user", "alice").end()).isEqualTo(End.CREATED);
        assertThat(kept.events).contains("issued alice of Default", "set alice");
        logIn("alice", kept.passwords.get("alice"));
        String secret = kept.passwords.get("alice");
        assertThat(clouds.lines).noneMatch(line -> line.contains(secret));
        assertThat(report.toMap().toString()).doesNotContain(secret);
    }

    @Test
    public void aSecondRunGivesNoPasswordAgain() throws Exception {
        clouds.passwords(generated());
        clouds.move(Verb.USERS);
        Map<String, String> first = Map.copyOf(kept.passwords);

        Report second = clouds.move(Verb.USERS);

        assertThat(second.cost().writes()).isZero();
        assertThat(kept.passwords).isEqualTo(first);
    }

    @Test
    public void aUserWhomAnEarlierStepHasMovedWithoutOneGetsOneOnce() throws Exception {
        clouds.move(Verb.USERS);
        clouds.passwords(generated());

        assertThat(clouds.plan(Verb.USERS, TwoClouds.DEMO).notes())
                .anyMatch(note -> note.contains("would also go to users whom an earlier run has moved")
                        && note.contains("One that somebody has set since would be replaced"));

        Report report = clouds.move(Verb.USERS);

        assertThat(outcome(report, "user", "alice").end()).isEqualTo(End.UPDATED);
        assertThat(outcome(report, "user", "alice").message()).contains("if somebody has set one");
        assertThat(report.notes())
                .anyMatch(note -> note.contains("A password that somebody has set since is replaced"));
        assertThat(kept.passwords).containsKeys("alice", "bob");
        assertThat(clouds.move(Verb.USERS).cost().writes()).isZero();
    }

    @Test
    public void aPasswordThatAUserHasChosenInPlaceOfTheNewOneIsKept() throws Exception {
        clouds.passwords(generated());
        clouds.move(Verb.TENANTS);
        clouds.move(Verb.USERS);
        clouds.move(Verb.USER_ROLES);
        JsonNode alice = clouds.target.inside().named("identity", "/v3/users", "users", "alice");
        clouds.target
                .inside()
                .patch(
                        "identity",
                        "/v3/users/" + alice.path("id").asText(),
                        WireJson.object("user", WireJson.object("password", "her own")));

        assertThat(clouds.move(Verb.USERS).cost().writes()).isZero();

        logIn("alice", "her own");
    }

    @Test
    public void aUserWhoWasThereBeforeKeepsHerPassword() throws Exception {
        clouds.target
                .inside()
                .make(
                        "identity",
                        "/v3/users",
                        "user",
                        WireJson.object("name", "alice").put("password", "her own"));
        clouds.passwords(generated());

        clouds.move(Verb.USERS);

        assertThat(kept.passwords).containsKey("bob").doesNotContainKey("alice");
    }

    @Test
    public void aPasswordThatExpiresWasSetBySomebodyAndIsKept() throws Exception {
        clouds.move(Verb.USERS);
        JsonNode alice = clouds.target.inside().named("identity", "/v3/users", "users", "alice");
        clouds.target
                .inside()
                .patch(
                        "identity",
                        "/v3/users/" + alice.path("id").asText(),
                        WireJson.object(
                                "user",
                                WireJson.object("password", "her own")
                                        .put("password_expires_at", "2027-01-01T00:00:00.000000")));
        clouds.passwords(generated());

        clouds.move(Verb.USERS);

        assertThat(kept.passwords).containsKey("bob").doesNotContainKey("alice");
    }

    @Test
    public void noUserIsMadeWhosePasswordCannotBeKept() throws Exception {
        kept.broken = true;
        clouds.passwords(generated());

        Outcome alice = outcome(clouds.move(Verb.USERS), "user", "alice");

        assertThat(alice.end()).isEqualTo(End.FAILED);
        assertThat(alice.message()).contains("could not be kept in the report of passwords");
        assertThat(TwoClouds.names(clouds.target.inside().list("identity", "/v3/users", "users")))
                .doesNotContain("alice");
    }

    @Test
    public void aLostAnswerLeavesThePasswordInTheReportAndIsNotGivenAnotherOne() throws Exception {
        clouds.target.faults().on("POST", "/v3/users").resetAfterwards().times(1);
        clouds.passwords(generated());
        clouds.move(Verb.USERS);
        String lost = kept.events.stream()
                .filter(event -> event.startsWith("issued "))
                .map(event -> event.split(" ")[1])
                .filter(name -> !kept.events.contains("set " + name))
                .findFirst()
                .orElseThrow();
        String password = kept.passwords.get(lost);

        assertThat(clouds.move(Verb.USERS).failed()).isFalse();

        assertThat(kept.passwords).containsEntry(lost, password);
        clouds.move(Verb.USER_ROLES);
        logIn(lost, password);
    }

    @Test
    public void aRefusalThatQuotesThePasswordIsToldWithoutIt() throws Exception {
        kept.fixed = "Known-to-this-test-1";
        clouds.target
                .faults()
                .on("POST", "/v3/users")
                .status(400)
                .body("{\"error\": {\"code\": 400, \"message\": \"'Known-to-this-test-1' is too short\"}}");
        clouds.passwords(generated());

        Outcome alice = outcome(clouds.move(Verb.USERS), "user", "alice");

        assertThat(alice.message()).contains("'***' is too short");
        assertThat(clouds.lines).noneMatch(line -> line.contains(kept.fixed));
        assertThat(kept.events).contains("refused alice");
    }

    @Test
    public void aNewPasswordHasAllSortsOfCharactersAndIsNoFormula() {
        assertThat(NewPassword.make().text())
                .hasSize(24)
                .matches("[A-Za-z].*")
                .matches(".*[A-Z].*")
                .matches(".*[a-z].*")
                .matches(".*[2-9].*")
                .matches(".*[-_.!@%+].*");
        assertThat(NewPassword.make()).isNotEqualTo(NewPassword.make());
    }

    private Passwords generated() {
        return Passwords.generated(kept);
    }

    private void logIn(String user, String password) {
        try (Cloud cloud = Cloud.open(CloudAccess.ofPassword("new", clouds.target.authUrl(), user, password, "demo"))) {
            assertThat(cloud.caller().userId()).isNotEmpty();
        }
        assertThatThrownBy(
                        () -> Cloud.open(CloudAccess.ofPassword("new", clouds.target.authUrl(), user, "guess", "demo"))
                                .close())
                .isInstanceOf(CloudException.WrongCredentials.class);
    }

    /** Keeps passwords by the names of their users. */
    private static final class Kept implements PasswordReport {
        private static final long serialVersionUID = 1L;

        private final HashMap<String, String> passwords = new HashMap<>();
        private final HashMap<String, String> names = new HashMap<>();
        private final ArrayList<String> events = new ArrayList<>();
        private boolean broken;
        private String fixed;

        @Override
        public synchronized String issue(String userId, String name, String domain) {
            if (broken) {
                throw new IllegalStateException("no space left on device");
            }
            String password = fixed == null ? NewPassword.make().text() : fixed;
            passwords.put(name, password);
            names.put(userId, name);
            events.add("issued " + name + " of " + domain);
            return password;
        }

        @Override
        public synchronized void set(String userId, String targetId) {
            events.add("set " + names.get(userId));
        }

        @Override
        public synchronized void refused(String userId) {
            events.add("refused " + names.get(userId));
        }
    }
}
