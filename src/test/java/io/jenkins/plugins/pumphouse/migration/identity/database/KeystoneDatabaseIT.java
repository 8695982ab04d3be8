package io.jenkins.plugins.pumphouse.migration.identity.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.mainjob.Testbed;
import io.jenkins.plugins.pumphouse.migration.Migration;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.options.HashStore;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.PasswordHash;
import io.jenkins.plugins.pumphouse.migration.options.Passwords;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.After;
import org.junit.Test;

/**
 * Password hashes in the real databases of {@code testbed/}, and in tables as older Keystones had them. Creates users
 * and databases of its own and removes them again.
 */
public class KeystoneDatabaseIT {
    private static final int PORT = Testbed.databasePort();
    private static final String ACCOUNT = "testbed";
    private static final PasswordHash SHA_512 =
            new PasswordHash("$6$rounds=10000$salt$hash-of-old", true, 1_700_000_000_000_000L, null);

    private final String prefix =
            "hash" + UUID.randomUUID().toString().substring(0, 8).replace("-", "");
    private final List<String> databases = new ArrayList<>();

    @After
    public void cleanUp() throws Exception {
        for (String database : databases) {
            run("mysql", "DROP DATABASE `" + database + "`");
        }
        for (String name : List.of("source", "target")) {
            try (Cloud cloud = Testbed.open(name)) {
                for (JsonNode user : cloud.list(Service.IDENTITY, "/users", "users")) {
                    if (user.path("name").asText().startsWith(prefix)) {
                        cloud.send(Request.delete(
                                Service.IDENTITY, "/users/" + user.path("id").asText()));
                    }
                }
            }
        }
    }

    @Test
    public void aUserLogsInToTheTargetWithTheOldPassword() throws Exception {
        String old = "The old one, of 2014!";
        create(prefix, old);
        List<String> lines = new ArrayList<>();

        Report report = move(lines);

        assertThat(report.failed()).as(lines.toString()).isFalse();
        assertThat(logsIn(prefix, old)).isTrue();
        assertThat(logsIn(prefix, "a guess")).isFalse();
        assertThat(lines).noneMatch(line -> line.contains("$2b$"));
        assertThat(move(new ArrayList<>()).cost().writes()).isZero();
    }

    @Test
    public void aPasswordThatTheUserHasChangedOnTheTargetStays() throws Exception {
        create(prefix, "first of the source");
        move(new ArrayList<>());
        set("target", "second, of the target");
        set("source", "second of the source");
        List<String> lines = new ArrayList<>();

        assertThat(move(lines).failed()).isTrue();

        assertThat(lines).anyMatch(line -> line.contains("was set on it, which stays"));
        assertThat(logsIn(prefix, "second, of the target")).isTrue();
    }

    @Test
    public void aDatabaseThatIsOpenedForReadingRefusesWrites() throws Exception {
        String name = make("CREATE TABLE user (id VARCHAR(64) PRIMARY KEY, name VARCHAR(255), password VARCHAR(128))");
        run(name, "INSERT INTO user VALUES ('a', 'alice', '$6$of-alice')");

        try (HashStore store = database(name).openToRead()) {
            assertThatThrownBy(() -> store.write("a", SHA_512, now -> true))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("READ ONLY");
            assertThat(store.read().get("a").text()).isEqualTo("$6$of-alice");
        }
    }

    @Test
    public void tablesOfHavanaHaveTheHashInTheUser() throws Exception {
        String name = make("CREATE TABLE user (id VARCHAR(64) PRIMARY KEY, name VARCHAR(255), password VARCHAR(128))");
        run(name, "INSERT INTO user VALUES ('a', 'alice', '$6$of-alice'), ('b', 'bob', NULL)");

        try (HashStore store = database(name).openToWrite()) {
            assertThat(store.read()).containsOnlyKeys("a");
            assertThat(store.write("b", SHA_512, now -> false)).isTrue();
            assertThat(store.write("a", SHA_512, now -> !now.text().equals("$6$of-alice")))
                    .isFalse();
            assertThat(store.read().get("b").text()).isEqualTo(SHA_512.text());
            assertThat(store.unfit(new PasswordHash("$2b$12$x", false, 0, null)).orElseThrow())
                    .contains("older than Pike", "\"2b\"");
        }
    }

    @Test
    public void tablesOfMitakaHaveNoTimes() throws Exception {
        String name = make(
                "CREATE TABLE user (id VARCHAR(64) PRIMARY KEY)",
                "CREATE TABLE local_user (id INT PRIMARY KEY AUTO_INCREMENT, domain_id VARCHAR(64), user_id VARCHAR(64),"
                        + " name VARCHAR(255))",
                "CREATE TABLE password (id INT PRIMARY KEY AUTO_INCREMENT, local_user_id INT NOT NULL,"
                        + " password VARCHAR(128) NOT NULL)");
        run(name, "INSERT INTO local_user (user_id, name) VALUES ('a', 'alice'), ('b', 'bob')");
        run(name, "INSERT INTO password (local_user_id, password) VALUES (1, '$6$first'), (1, '$6$last')");

        try (HashStore store = database(name).openToWrite()) {
            Map<String, PasswordHash> all = store.read();
            assertThat(all).containsOnlyKeys("a");
            assertThat(all.get("a").text()).isEqualTo("$6$last");
            assertThat(store.write("b", SHA_512, now -> false)).isTrue();
            assertThat(store.read()).containsKey("b");
            assertThat(store.unfit(new PasswordHash("$scrypt$x", false, 0, null)))
                    .isPresent();
        }
    }

    @Test
    public void tablesOfPikeHaveBothColumnsAndTimesOfNewton() throws Exception {
        String name = make(
                "CREATE TABLE user (id VARCHAR(64) PRIMARY KEY)",
                "CREATE TABLE local_user (id INT PRIMARY KEY AUTO_INCREMENT, domain_id VARCHAR(64), user_id VARCHAR(64),"
                        + " name VARCHAR(255))",
                "CREATE TABLE password (id INT PRIMARY KEY AUTO_INCREMENT, local_user_id INT NOT NULL,"
                        + " password VARCHAR(128), expires_at DATETIME, self_service BOOLEAN NOT NULL DEFAULT 0,"
                        + " password_hash VARCHAR(255), created_at DATETIME NOT NULL)");
        run(name, "INSERT INTO local_user (user_id, name) VALUES ('a', 'alice'), ('b', 'bob')");
        run(name, "INSERT INTO password (local_user_id, password, created_at) VALUES (1, '$6$before', '2016-01-01')");

        try (HashStore store = database(name).openToWrite()) {
            assertThat(store.read().get("a").text()).isEqualTo("$6$before");
            PasswordHash hash = new PasswordHash("$2b$12$new", true, 1_500_000_000_000_000L, 1_600_000_000_000_000L);
            assertThat(store.write("b", hash, now -> false)).isTrue();
            assertThat(store.read()).containsEntry("b", hash);
            assertThat(store.unfit(hash)).isEmpty();
        }
    }

    @Test
    public void aTrialOfTheRightsChangesNothingAndNamesTheOneThatIsMissing() throws Exception {
        String havana =
                make("CREATE TABLE user (id VARCHAR(64) PRIMARY KEY, name VARCHAR(255), password VARCHAR(128))");
        String mitaka = make(
                "CREATE TABLE user (id VARCHAR(64) PRIMARY KEY)",
                "CREATE TABLE local_user (id INT PRIMARY KEY AUTO_INCREMENT, user_id VARCHAR(64))",
                "CREATE TABLE password (id INT PRIMARY KEY AUTO_INCREMENT, local_user_id INT NOT NULL,"
                        + " password VARCHAR(128) NOT NULL)");
        run(havana, "INSERT INTO user VALUES ('a', 'alice', '$6$of-alice')");
        run(mitaka, "INSERT INTO local_user (user_id) VALUES ('a')");
        run(mitaka, "INSERT INTO password (local_user_id, password) VALUES (1, '$6$of-alice')");
        String reader = prefix + "r";
        for (String name : List.of(havana, mitaka)) {
            run("mysql", "GRANT SELECT ON `" + name + "`.* TO '" + reader + "'@'%' IDENTIFIED BY 'reads'");
        }
        try {
            for (String name : List.of(havana, mitaka)) {
                DatabaseAccess reading =
                        new DatabaseAccess("old", "127.0.0.1", PORT, name, false, Login.withPassword(reader, "reads"));

                assertThat(database(name).check(true)).contains("MariaDB", "may be read and written");
                assertThat(new KeystoneDatabase(reading).check(false)).endsWith("may be read");
                assertThatThrownBy(() -> new KeystoneDatabase(reading).check(true))
                        .isInstanceOf(MigrationException.class)
                        .hasMessageContaining("command denied to user")
                        .hasMessageNotContaining("reads'");
                try (HashStore store = database(name).openToRead()) {
                    assertThat(store.read()).containsOnlyKeys("a");
                }
            }
        } finally {
            run("mysql", "DROP USER '" + reader + "'@'%'");
        }
    }

    @Test
    public void whatIsWrongIsSaidWithoutASecret() {
        DatabaseAccess access = new DatabaseAccess(
                "old", "127.0.0.1", PORT, "source_keystone", false, Login.withPassword(ACCOUNT, "not-the-one"));

        assertThatThrownBy(() -> new KeystoneDatabase(access).openToRead())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("mysql://127.0.0.1:" + PORT + "/source_keystone of old, user testbed")
                .hasMessageNotContaining("not-the-one");
        assertThatThrownBy(() -> database("source_glance").openToRead())
                .hasMessageContaining("no database of a Keystone");
    }

    private static KeystoneDatabase database(String name) {
        return new KeystoneDatabase(new DatabaseAccess(
                name.split("_")[0], "127.0.0.1", PORT, name, false, Login.withPassword(ACCOUNT, ACCOUNT)));
    }

    private String make(String... tables) throws Exception {
        String name = prefix + databases.size();
        run("mysql", "CREATE DATABASE `" + name + "`");
        databases.add(name);
        for (String table : tables) {
            run(name, table);
        }
        return name;
    }

    private static void run(String database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:" + PORT + "/" + database, ACCOUNT, ACCOUNT);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static CloudAccess access(String cloud, String user, String password, String project) {
        return CloudAccess.ofPassword(cloud, Testbed.authUrl(cloud), user, password, project);
    }

    private static void create(String name, String password) {
        try (Cloud cloud = Testbed.open("source")) {
            cloud.send(Request.post(Service.IDENTITY, "/users")
                    .body(Json.object("user", Json.object().put("name", name).put("password", password))));
        }
    }

    private void set(String cloud, String password) {
        try (Cloud opened = Testbed.open(cloud)) {
            for (JsonNode user : opened.list(Service.IDENTITY, "/users", "users")) {
                if (user.path("name").asText().equals(prefix)) {
                    opened.send(Request.patch(
                                    Service.IDENTITY,
                                    "/users/" + user.path("id").asText())
                            .body(Json.object("user", Json.object().put("password", password))));
                }
            }
        }
    }

    private Report move(List<String> lines) throws InterruptedException {
        Options options = Options.DEFAULT.withPasswords(
                Passwords.copied(database("source_keystone"), database("target_keystone")));
        return new Migration(
                        new MigrationRequest(
                                Verb.USERS,
                                access("source", "admin", "admin", "admin"),
                                access("target", "admin", "admin", "admin"),
                                new Selection(null, prefix, List.of(), null),
                                Mapping.NONE,
                                options,
                                false),
                        lines::add)
                .run();
    }

    /** As a member of a project: who has a role in none gets no services. */
    private static boolean logsIn(String user, String password) {
        try (Cloud admin = Testbed.open("target")) {
            String id = idOf(admin, "users", user);
            admin.send(Request.put(
                    Service.IDENTITY,
                    "/projects/" + idOf(admin, "projects", "admin") + "/users/" + id + "/roles/"
                            + idOf(admin, "roles", "member")));
        }
        try (Cloud cloud = Cloud.open(access("target", user, password, "admin"))) {
            return cloud.caller().userId() != null;
        } catch (CloudException.WrongCredentials e) {
            return false;
        }
    }

    private static String idOf(Cloud cloud, String list, String name) {
        return cloud.list(Service.IDENTITY, "/" + list, list).stream()
                .filter(object -> object.path("name").asText().equals(name))
                .map(object -> object.path("id").asText())
                .findFirst()
                .orElseThrow();
    }
}
