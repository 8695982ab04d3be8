package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A project with as many tags as Keystone keeps: what a run notes of its temporary access goes beside them. */
public class FullTagsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void eightyTags() {
        tags(80);
    }

    private void tags(int many) {
        clouds.source
                .inside()
                .put(
                        "identity",
                        "/v3/projects/" + project(clouds.source).path("id").asText() + "/tags",
                        Json.object(
                                "tags",
                                Json.array(IntStream.range(0, many)
                                        .mapToObj(number -> "cost-" + number)
                                        .toList())));
    }

    @Test
    public void tagsThatComeLaterKeepTheNotesOfAnInterruptedRun() throws Exception {
        tags(79);
        clouds.target.faults().on("DELETE", "/v3/projects/*/users/*/roles/*").answersInstead(done -> Answer.empty(403));
        clouds.move(Verb.INSTANCES);
        clouds.target.faults().clear();
        assertThat(project(clouds.target).path("tags").toString()).contains("pumphouse_guest");
        tags(80);

        Report report = clouds.move(Verb.TENANTS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(project(clouds.target).path("tags")).hasSize(80);
        assertThat(project(clouds.target).path("pumphouse_notes").toString()).contains("pumphouse_guest");
        clouds.move(Verb.INSTANCES);
        assertThat(roles(project(clouds.target))).isEmpty();
    }

    @Test
    public void itsServersMoveAndNothingStays() throws Exception {
        Report report = clouds.move(Verb.INSTANCES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        JsonNode copy = project(clouds.target);
        assertThat(copy.path("tags")).hasSize(80);
        assertThat(Equality.nothing(copy.path("pumphouse_notes"))).isTrue();
        assertThat(roles(copy)).isEmpty();
        assertThat(clouds.move(Verb.INSTANCES).cost().writes()).isZero();
    }

    @Test
    public void whatAnInterruptedRunHasLeftIsTakenBackByTheNext() throws Exception {
        clouds.target.faults().on("DELETE", "/v3/projects/*/users/*/roles/*").answersInstead(done -> Answer.empty(403));
        clouds.move(Verb.INSTANCES);
        clouds.target.faults().clear();
        assertThat(project(clouds.target).path("pumphouse_notes").toString()).contains("pumphouse_guest");

        clouds.move(Verb.INSTANCES);

        assertThat(Equality.nothing(project(clouds.target).path("pumphouse_notes")))
                .isTrue();
        assertThat(roles(project(clouds.target))).isEmpty();
    }

    private List<JsonNode> roles(JsonNode project) {
        return clouds.target
                .inside()
                .list(
                        "identity",
                        "/v3/projects/" + project.path("id").asText() + "/users/"
                                + clouds.target.inside().userId() + "/roles",
                        "roles");
    }

    private static JsonNode project(EmbeddedCloud cloud) {
        return cloud.inside().named("identity", "/v3/projects", "projects", "demo");
    }
}
