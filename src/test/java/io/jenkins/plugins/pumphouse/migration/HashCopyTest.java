package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.HashAccess;
import io.jenkins.plugins.pumphouse.migration.options.HashStore;
import io.jenkins.plugins.pumphouse.migration.options.PasswordHash;
import io.jenkins.plugins.pumphouse.migration.options.Passwords;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Passwords that go from Keystone's database to Keystone's database. */
public class HashCopyTest {
    private static final String ALICES = "$2b$12$alices-salt-and-hash";
    private static final String NEWER = "$2b$12$alices-newer-hash";
    private static final String FOREIGN = "$2b$12$set-on-the-target";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final Table source = new Table();
    private final Table target = new Table();

    @Before
    public void aliceHasAPasswordAndBobHasNone() {
        source.set(id(clouds.source, "alice"), ALICES);
        clouds.passwords(Passwords.copied(source, target));
    }

    @Test
    public void aUserHasThePasswordOfTheSource() throws Exception {
        Report report = clouds.move(Verb.USERS);

        assertThat(target.of(id(clouds.target, "alice"))).isEqualTo(ALICES);
        assertThat(outcome(report, "user", "alice").message()).contains("keeps the password");
        assertThat(outcome(report, "user", "bob").message()).contains("has no password hash on the source");
        assertThat(report.notes()).singleElement().asString().contains("bob").doesNotContain("alice");
        assertThat(source.writes).isZero();
    }

    @Test
    public void noHashIsInTheLogTheReportOrTheTargetsAttributes() throws Exception {
        Report report = clouds.move(Verb.USERS);

        assertThat(clouds.lines).noneMatch(line -> line.contains("alices-salt"));
        assertThat(report.toMap().toString()).doesNotContain("alices-salt");
        assertThat(user(clouds.target, "alice").toString()).doesNotContain("alices-salt");
        assertThat(new PasswordHash(ALICES, false, 0, null)).hasToString("***");
    }

    @Test
    public void aSecondRunWritesNothingAndAPasswordThatTheSourceHasNowComesAfter() throws Exception {
        clouds.move(Verb.USERS);
        assertThat(clouds.move(Verb.USERS).cost().writes()).isZero();
        assertThat(target.writes).isEqualTo(1);
        source.set(id(clouds.source, "alice"), NEWER);

        assertThat(outcome(clouds.move(Verb.USERS), "user", "alice").end()).isEqualTo(End.UPDATED);

        assertThat(target.of(id(clouds.target, "alice"))).isEqualTo(NEWER);
    }

    @Test
    public void aPasswordThatWasSetOnTheTargetStays() throws Exception {
        clouds.move(Verb.USERS);
        target.set(id(clouds.target, "alice"), FOREIGN);
        source.set(id(clouds.source, "alice"), NEWER);

        Outcome alice = outcome(clouds.move(Verb.USERS), "user", "alice");

        assertThat(alice.end()).isEqualTo(End.FAILED);
        assertThat(alice.message()).contains("has a password on new that was set on it", "mapping:");
        assertThat(target.of(id(clouds.target, "alice"))).isEqualTo(FOREIGN);
    }

    @Test
    public void aPasswordThatChangedOnTheTargetAloneIsNoWorkOfOurs() throws Exception {
        clouds.move(Verb.USERS);
        target.set(id(clouds.target, "alice"), FOREIGN);

        Report report = clouds.move(Verb.USERS);

        assertThat(report.failed()).isFalse();
        assertThat(target.of(id(clouds.target, "alice"))).isEqualTo(FOREIGN);
    }

    @Test
    public void aRunThatEndedBeforeTheNoteIsResumed() throws Exception {
        clouds.target.faults().on("PATCH", "/v3/users/*").status(500);
        assertThat(clouds.move(Verb.USERS).failed()).isTrue();
        assertThat(target.of(id(clouds.target, "alice"))).isEqualTo(ALICES);
        clouds.target.faults().clear();

        assertThat(clouds.move(Verb.USERS).failed()).isFalse();

        assertThat(user(clouds.target, "alice").path("pumphouse_password").asText())
                .startsWith("copied ");
        assertThat(clouds.move(Verb.USERS).cost().writes()).isZero();
    }

    @Test
    public void aHashThatTheTargetCannotCheckIsRefusedBeforeTheUserIsMade() throws Exception {
        target.unfit = "Keystone of new is older than Pike";

        Outcome alice = outcome(clouds.move(Verb.USERS), "user", "alice");

        assertThat(alice.end()).isEqualTo(End.CONFLICT);
        assertThat(alice.message()).contains("older than Pike", "passwords: 'generate'");
        assertThat(id(clouds.target, "alice")).isEmpty();
    }

    @Test
    public void aDryRunOpensBothDatabasesForReadingOnly() throws Exception {
        assertThat(clouds.plan(Verb.USERS, TwoClouds.DEMO).notes()).isEmpty();

        assertThat(source.opened).isPositive();
        assertThat(target.opened).isPositive();
        assertThat(source.openedToWrite + target.openedToWrite).isZero();
    }

    @Test
    public void aUserWhoWasThereBeforeKeepsHerOwn() throws Exception {
        clouds.target
                .inside()
                .make(
                        "identity",
                        "/v3/users",
                        "user",
                        io.jenkins.plugins.pumphouse.clouds.wire.WireJson.object("name", "alice"));

        clouds.move(Verb.USERS);

        assertThat(target.writes).isZero();
    }

    private static JsonNode user(EmbeddedCloud cloud, String name) {
        return cloud.inside().named("identity", "/v3/users", "users", name);
    }

    private static String id(EmbeddedCloud cloud, String name) {
        return cloud.inside().list("identity", "/v3/users", "users").stream()
                .filter(user -> name.equals(user.path("name").asText()))
                .map(user -> user.path("id").asText())
                .findFirst()
                .orElse("");
    }

    /** The passwords of a Keystone in memory. */
    private static final class Table implements HashAccess {
        private static final long serialVersionUID = 1L;

        private final HashMap<String, String> hashes = new HashMap<>();
        private String unfit;
        private int writes;
        private int opened;
        private int openedToWrite;

        void set(String userId, String hash) {
            hashes.put(userId, hash);
        }

        String of(String userId) {
            return hashes.get(userId);
        }

        private static PasswordHash hash(String text) {
            return text == null ? null : new PasswordHash(text, true, 1, null);
        }

        @Override
        public HashStore openToWrite() {
            openedToWrite++;
            return open(true);
        }

        @Override
        public HashStore openToRead() {
            return open(false);
        }

        private HashStore open(boolean toWrite) {
            opened++;
            return new HashStore() {
                @Override
                public Map<String, PasswordHash> read() {
                    Map<String, PasswordHash> all = new HashMap<>();
                    hashes.forEach((user, text) -> all.put(user, hash(text)));
                    return all;
                }

                @Override
                public Optional<String> unfit(PasswordHash hash) {
                    return Optional.ofNullable(unfit);
                }

                @Override
                public synchronized boolean write(
                        String userId, PasswordHash hash, Predicate<PasswordHash> mayReplace) {
                    assertThat(toWrite).isTrue();
                    PasswordHash now = hash(hashes.get(userId));
                    if (now != null && now.text().equals(hash.text())) {
                        return true;
                    }
                    if (now != null && !mayReplace.test(now)) {
                        return false;
                    }
                    hashes.put(userId, hash.text());
                    writes++;
                    return true;
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }
    }
}
