package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.serverOf;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;

/** A moved server comes back with its addresses before its copy is removed, and the two never run at the same time. */
public class RollbackTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerRunsOnTheSourceAgainWithItsAddressAndNothingOfItIsLeftOnTheTarget() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        JsonNode before = serverOf(clouds.source);
        clouds.move(Verb.INSTANCES, server("web-1"));
        clouds.lines.clear();

        Report report = clouds.move(Verb.ROLLBACK, server("web-1"));

        Outcome back = outcome(report, "server", "web-1");
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(report.summary()).isEqualTo("1 restored");
        assertThat(report.toMap()).containsEntry("restored", 1);
        JsonNode now = serverOf(clouds.source);
        assertThat(now.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(now.path("locked").asBoolean()).isFalse();
        assertThat(now.path("metadata")).isEqualTo(before.path("metadata"));
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(shown(clouds.source, ADDRESS).path("description").asText()).isEqualTo("bought in 2014");
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(clouds.ofDemo("network", "/v2.0/ports", "ports"))
                .noneMatch(port -> port.path("mac_address").asText().startsWith("fa:16:3e:aa:00:"));
        assertThat(clouds.target.inside().list("network", "/v2.0/floatingips", "floatingips"))
                .isEmpty();
        assertThat(images(clouds.target)).doesNotContain("web-1 disk, migrated");
        assertThat(images(clouds.source)).doesNotContain("pumphouse web-1");
    }

    @Test
    public void theCopyIsOffBeforeTheSourceStartsAndIsThereUntilItRuns() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        List<String> atStart = new CopyOnWriteArrayList<>();
        List<String> atDeletion = new CopyOnWriteArrayList<>();
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-start")
                .answersInstead(answer -> {
                    atStart.add(clouds.target
                            .inside()
                            .servers()
                            .get(0)
                            .path("status")
                            .asText());
                    return answer;
                });
        clouds.target.faults().on("DELETE", "/v2.1/servers/*").answersInstead(answer -> {
            atDeletion.add(named(clouds.source, "db-1").path("status").asText());
            return answer;
        });

        clouds.move(Verb.ROLLBACK, server("db-1"));

        assertThat(atStart).containsExactly("SHUTOFF");
        assertThat(atDeletion).containsExactly("ACTIVE");
    }

    @Test
    public void theCopiesOfVolumesGoAndTheSourceHasItsOwn() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data-1", 1, "rows").make();
        DiskFixture.small(clouds.source, "files").volume(data, false).boot();
        clouds.move(Verb.INSTANCES, server("files"));

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("files")), "server", "files");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(volumes(clouds.source)).hasSize(1);
    }

    @Test
    public void thePlanListsWhatWouldComeBackAndSinceWhenWhatWasWrittenIsLost() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));

        Report plan = clouds.plan(Verb.ROLLBACK, TwoClouds.DEMO);

        assertThat(plan.cost().writes()).isZero();
        assertThat(plan.summary()).isEqualTo("1 to roll back, 2 to skip");
        assertThat(outcome(plan, "server", "db-1").message())
                .matches(
                        "what was written on new since \\S+Z is lost; deletes on new: server \\S+, port \\S+, content image"
                                + " \\S+; deletes on old: snapshot \\S+");
        assertThat(outcome(plan, "server", "web-1").message()).isEqualTo("has not been moved");
    }

    @Test
    public void aCopyThatWasChangedSinceStaysUnlessTheOperatorSaysSo() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String copy = clouds.target.inside().servers().get(0).path("id").asText();
        clouds.target
                .inside()
                .put("compute", "/v2.1/servers/" + copy, WireJson.object("server", WireJson.object("name", "renamed")));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");
        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .isEqualTo("name: db-1 on old, renamed on new; say force: true to take it back"
                        + " anyway, which loses that");
        clouds.evenIfChanged();

        assertThat(outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.RESTORED);
    }

    @Test
    public void aSourceThatDoesNotStartLeavesTheCopyRunningWithItsAddress() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, server("web-1"));
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-start")
                .status(403);

        Outcome failed = outcome(clouds.move(Verb.ROLLBACK, server("web-1")), "server", "web-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(clouds.target.inside().servers().get(0).path("status").asText())
                .isEqualTo("ACTIVE");
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(shown(clouds.source, ADDRESS).path("port_id").isNull()).isTrue();
        assertThat(serverOf(clouds.source).path("metadata").has("pumphouse_rollback"))
                .isFalse();
        assertThat(clouds.lines).anyMatch(line -> line.contains("runs on new again"));
        clouds.source.faults().clear();
        assertThat(outcome(clouds.move(Verb.ROLLBACK, server("web-1")), "server", "web-1")
                        .end())
                .isEqualTo(End.RESTORED);
    }

    @Test
    public void theOwnerCannotStartTheCopyFromItsStopOnAndCanWhenItIsBroughtBack() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        List<Boolean> locked = new CopyOnWriteArrayList<>();
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-stop")
                .answersInstead(answer -> {
                    locked.add(clouds.target
                            .inside()
                            .servers()
                            .get(0)
                            .path("locked")
                            .asBoolean());
                    return answer;
                });
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-start")
                .status(403);

        clouds.move(Verb.ROLLBACK, server("db-1"));

        JsonNode copy = clouds.target.inside().servers().get(0);
        assertThat(locked).containsExactly(true);
        assertThat(copy.path("locked").asBoolean()).isFalse();
        assertThat(copy.path("metadata").has("pumphouse_lock")).isFalse();
        assertThat(copy.path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void aPortWithoutOurMarkStaysAndIsTold() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        JsonNode port = clouds.ofDemo("network", "/v2.0/ports", "ports").stream()
                .filter(one -> one.path("device_id")
                        .asText()
                        .equals(clouds.target
                                .inside()
                                .servers()
                                .get(0)
                                .path("id")
                                .asText()))
                .findFirst()
                .orElseThrow();
        clouds.target
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + port.path("id").asText() + "/tags",
                        WireJson.object("tags", WireJson.array()));
        clouds.evenIfChanged();

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(back.message())
                .contains("port " + port.path("mac_address").asText()
                        + " stays on new: it carries no mark of this server's move");
    }

    @Test
    public void aFloatingAddressWithoutOurMarkStaysAndIsTold() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, server("web-1"));
        String path =
                "/v2.0/floatingips/" + shown(clouds.target, ADDRESS).path("id").asText();
        clouds.target.inside().put("network", path + "/tags", WireJson.object("tags", WireJson.array()));
        clouds.target
                .inside()
                .put(
                        "network",
                        path,
                        WireJson.object("floatingip", WireJson.object("description", "the target's own")));

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("web-1")), "server", "web-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(back.message())
                .contains("floating address " + ADDRESS + " stays on new: it carries no mark of this server's move");
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    @Test
    public void aServerThatCameBackCanBeMovedAgain() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.move(Verb.ROLLBACK, server("db-1"));

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(again.end()).as(again.message()).isEqualTo(End.CREATED);
        assertThat(clouds.target.inside().servers()).hasSize(1);
    }

    @Test
    public void toSelectNothingDoesNotMeanEverything() {
        assertThatThrownBy(() -> clouds.move(Verb.ROLLBACK, Selection.ALL))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("host, tenant or instances");
    }

    static List<String> images(EmbeddedCloud cloud) {
        return TwoClouds.names(cloud.inside().list("image", "/v2/images", "images"));
    }

    static List<JsonNode> volumes(EmbeddedCloud cloud) {
        return cloud.inside()
                .list("volume", "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1", "volumes");
    }

    static JsonNode named(EmbeddedCloud cloud, String name) {
        return cloud.inside().server(name);
    }
}
