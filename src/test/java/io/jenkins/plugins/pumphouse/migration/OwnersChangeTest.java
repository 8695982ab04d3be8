package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
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
                "network", path, Json.object("port", Json.object("security_groups", Json.array(), "name", "database")));

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
                Json.object("port", Json.object("security_groups", Json.array())));
        String group = target.named("network", "/v2.0/security-groups", "security_groups", "db")
                .path("id")
                .asText();
        target.delete("network", "/v2.0/security-groups/" + group);

        Report again = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(again.failed()).as(again.outcomes().toString()).isFalse();
        assertThat(again.cost().writes()).isZero();
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
                        Json.object("network", Json.object("description", "changed")));

        Report next = clouds.move(Verb.INSTANCES, server("web-1")); // in the same network

        assertThat(TwoClouds.outcome(next, "network", "demo-backend").end()).isEqualTo(End.UPDATED);
    }

    private JsonNode port(String address) {
        return clouds.target.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port ->
                        port.path("fixed_ips").findValuesAsText("ip_address").contains(address))
                .findFirst()
                .orElseThrow();
    }
}
