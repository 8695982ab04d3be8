package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** What owners change on the target after their servers have moved is theirs: the next run leaves it alone. */
public class OwnersChangeTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aPortOfAMovedServerKeepsTheGroupsAndTheNameThatItsOwnerGaveIt() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        Inside target = clouds.target.inside();
        JsonNode port = port("10.2.0.13");
        String path = "/v2.0/ports/" + port.path("id").asText();
        target.put(
                "network",
                path,
                WireJson.object("port", WireJson.object("security_groups", WireJson.array(), "name", "database")));

        Report again = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(again.cost().writes()).as(again.outcomes().toString()).isZero();
        assertThat(port("10.2.0.13").path("name").asText()).isEqualTo("database");
        assertThat(port("10.2.0.13").path("security_groups")).isEmpty();
    }

    @Test
    public void aGroupOfMovedServersIsNotMadeAgainWhenItsOwnerHasDeletedIt() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        Inside target = clouds.target.inside();
        JsonNode port = port("10.2.0.13");
        target.put(
                "network",
                "/v2.0/ports/" + port.path("id").asText(),
                WireJson.object("port", WireJson.object("security_groups", WireJson.array())));
        String group = target.id("network", "/v2.0/security-groups", "security_groups", "db");
        target.delete("network", "/v2.0/security-groups/" + group);

        Report again = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(again.failed()).as(again.outcomes().toString()).isFalse();
        assertThat(again.cost().writes()).isZero();
    }

    @Test
    public void aPortOfAMovedServerIsLeftAloneAlsoWhenTheSourcesServerHasLostItsLock() throws Exception {
        changedAfterItsMove();
        clouds.source.inside().post("compute", onSource("/action"), WireJson.object("unlock", null));

        Report again = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(again, "server", "db-1").message()).contains("locked again on old");
        assertThat(again.cost().writes()).as(again.outcomes().toString()).isLessThanOrEqualTo(2); // the lock, its note
        assertThatThePortIsAsItsOwnerHasIt();
    }

    @Test
    public void aPortOfAMovedServerIsLeftAloneAlsoWhenAnOldNoteIsRemovedFromTheSource() throws Exception {
        changedAfterItsMove();
        String key = "pumphouse_mover_" + Options.DEFAULT.mover().id();
        clouds.source
                .inside()
                .post(
                        "compute",
                        onSource("/metadata"),
                        WireJson.object("metadata", WireJson.object(key, "2031-01-01T00:00:00Z nightly")));

        Report again = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(again, "server", "db-1").message()).contains("note " + key + " removed from old");
        assertThatThePortIsAsItsOwnerHasIt();
    }

    @Test
    public void whatItsOwnerHasDeletedIsNotMadeAgainToLockTheSourcesServer() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target.inside().delete("compute", "/v2.1/flavors/" + flavor("demo.small"));
        clouds.source.inside().post("compute", onSource("/action"), WireJson.object("unlock", null));

        Report again = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(again.conflicts()).isEmpty();
        assertThat(outcome(again, "server", "db-1").message()).contains("locked again on old");
        assertThat(outcome(again, "server", "db-1").end()).isEqualTo(End.UPDATED);
        assertThat(flavor("demo.small")).isEmpty();
    }

    @Test
    public void whatIsInConflictOnTheTargetKeepsNoMovedServerFromBeingLockedAgain() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        Inside target = clouds.target.inside();
        target.delete("compute", "/v2.1/flavors/" + flavor("demo.small"));
        target.make(
                "compute",
                "/v2.1/flavors",
                "flavor",
                WireJson.object("name", "demo.small", "ram", 64, "vcpus", 1, "disk", 1));
        clouds.source.inside().post("compute", onSource("/action"), WireJson.object("unlock", null));

        Report again = clouds.move(Verb.INSTANCES, server("db-1"));

        Outcome locked = outcome(again, "server", "db-1");
        assertThat(locked.end()).as(locked.message()).isEqualTo(End.UPDATED);
        assertThat(locked.message()).contains("locked again on old");
    }

    @Test
    public void whatIsInConflictOnTheTargetDoesNotHideThatAServerRunsOnBothClouds() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        Inside target = clouds.target.inside();
        target.delete("compute", "/v2.1/flavors/" + flavor("demo.small"));
        target.make(
                "compute",
                "/v2.1/flavors",
                "flavor",
                WireJson.object("name", "demo.small", "ram", 64, "vcpus", 1, "disk", 1));
        clouds.source.inside().post("compute", onSource("/action"), WireJson.object("os-start", null));
        clouds.source.skip(Duration.ofSeconds(5));

        Outcome barred = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(barred.end()).isEqualTo(End.CONFLICT);
        assertThat(barred.message()).contains("runs on both clouds with the same MACs and addresses");
    }

    private void changedAfterItsMove() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String path = "/v2.0/ports/" + port("10.2.0.13").path("id").asText();
        clouds.target
                .inside()
                .put(
                        "network",
                        path,
                        WireJson.object(
                                "port", WireJson.object("security_groups", WireJson.array(), "name", "database")));
    }

    private void assertThatThePortIsAsItsOwnerHasIt() {
        assertThat(port("10.2.0.13").path("name").asText()).isEqualTo("database");
        assertThat(port("10.2.0.13").path("security_groups")).isEmpty();
    }

    private String onSource(String part) {
        return "/v2.1/servers/"
                + clouds.source.inside().server("db-1").path("id").asText()
                + part;
    }

    /** Its id; empty when there is none. */
    private String flavor(String name) {
        return clouds.target.inside().list("compute", "/v2.1/flavors/detail?is_public=None", "flavors").stream()
                .filter(each -> each.path("name").asText().equals(name))
                .map(each -> each.path("id").asText())
                .findFirst()
                .orElse("");
    }

    @Test
    public void whatAServerNeedsThatHasNotMovedYetIsBroughtAfter() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        JsonNode port = port("10.2.0.13");
        clouds.target
                .inside()
                .put(
                        "network",
                        "/v2.0/networks/" + port.path("network_id").asText(),
                        WireJson.object("network", WireJson.object("description", "changed")));

        Report next = clouds.move(Verb.INSTANCES, server("web-1")); // in the same network

        assertThat(outcome(next, "network", "demo-backend").end()).isEqualTo(End.UPDATED);
    }

    private JsonNode port(String address) {
        return clouds.target.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port ->
                        port.path("fixed_ips").findValuesAsText("ip_address").contains(address))
                .findFirst()
                .orElseThrow();
    }
}
