package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.DiskFixture.disks;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.Rule;
import org.junit.Test;

/** Nova shows null for what a server has, or for what it has none of, while the server is moved. */
public class NullsInAMoveTest {
    private static final List<String> FIELDS = List.of(
            "metadata",
            "addresses",
            "os-extended-volumes:volumes_attached",
            "security_groups",
            "flavor",
            "tags",
            "OS-SRV-USG:launched_at");

    private static final List<String> PATHS = List.of("/v2.1/servers/*", "/v2.1/servers/detail");

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerMovesWhereBothCloudsShowNullForNothing() throws Exception {
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            for (String path : PATHS) {
                cloud.faults().on("GET", path).answersInstead(answer -> nulled(answer, JsonNode::isEmpty));
            }
        }
        clouds.source
                .project("demo")
                .server("bare")
                .image("cirros")
                .flavor("m1.tiny")
                .owner("alice", null)
                .boot();

        for (String name : List.of("bare", "db-1")) {
            Outcome moved = outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);

            assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
            assertThat(shown(clouds.target, name).path("status").asText()).isEqualTo("ACTIVE");
            assertThat(clouds.move(Verb.INSTANCES, server(name)).cost().writes())
                    .isZero();
        }
    }

    @Test
    public void oneAnswerFullOfNullsOfTheSourceCostsNothingThatTheNextRunDoesNotBring() throws Exception {
        for (int answer : List.of(2, 4, 13)) {
            loses("files-" + answer, clouds.source, answer);
        }
    }

    @Test
    public void norOneOfTheTarget() throws Exception {
        for (int answer : List.of(2, 3, 4)) {
            loses("files-" + answer, clouds.target, answer);
        }
    }

    /** @param which of the answers about the one server since the plan was made */
    private void loses(String name, EmbeddedCloud cloud, int which) throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make();
        DiskFixture.small(clouds.source, name)
                .metadata("role", "db")
                .volume(data, false)
                .boot();
        AtomicInteger seen = new AtomicInteger(Integer.MIN_VALUE);
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                seen.set(0);
            }
        });
        cloud.faults()
                .on("GET", PATHS.get(0))
                .answersInstead(answer -> seen.incrementAndGet() == which ? nulled(answer, value -> true) : answer);

        Outcome first = outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);

        assertThat(seen.get()).as(first.message()).isGreaterThanOrEqualTo(which);
        assertThat(first.message()).doesNotContain("Exception");
        boolean runsOnSource = isActive(clouds.source, name);
        assertThat(runsOnSource).as(first.message()).isNotEqualTo(isActive(clouds.target, name));
        cloud.faults().clear();
        clouds.onLine(line -> {});

        Outcome second = outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);

        assertThat(second.end()).as(second.message()).isIn(End.CREATED, End.UPDATED, End.REUSED);
        assertThat(isActive(clouds.source, name)).isFalse();
        JsonNode copy = shown(clouds.target, name);
        assertThat(copy.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(copy.path("metadata").path("role").asText()).isEqualTo("db");
        assertThat(disks(clouds.target, copy)).containsExactly("data rows false");
        assertThat(clouds.move(Verb.INSTANCES, server(name)).cost().writes()).isZero();
    }

    private static boolean isActive(EmbeddedCloud cloud, String name) {
        return cloud.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals(name))
                .anyMatch(server -> server.path("status").asText().equals("ACTIVE"));
    }

    private static Answer nulled(Answer answer, Predicate<JsonNode> which) {
        try {
            JsonNode json = new ObjectMapper().readTree(answer.body().open());
            nulled(json.path("server"), which);
            json.path("servers").forEach(server -> nulled(server, which));
            return new Answer(answer.status(), Answer.ok(json).body(), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void nulled(JsonNode server, Predicate<JsonNode> which) {
        for (String field : FIELDS) {
            if (server instanceof ObjectNode fields && fields.has(field) && which.test(fields.get(field))) {
                fields.putNull(field);
            }
        }
    }
}
