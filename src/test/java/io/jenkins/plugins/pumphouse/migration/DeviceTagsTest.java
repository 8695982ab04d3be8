package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The tags by which a guest tells its network cards and volumes apart. */
public class DeviceTagsTest {
    private static final String FRONT = "fa:16:3e:00:00:71";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aServerWithATaggedCardAndATaggedVolume() {
        String data = new VolumeFixture(clouds.source, "demo", "data-1", 1, "rows").make();
        clouds.source
                .project("demo")
                .server("files")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.71", FRONT)
                .tagged("front")
                .nic("demo-backend", "10.2.0.71", "fa:16:3e:00:00:72")
                .owner("alice", null)
                .volume(data, false)
                .tagged("rows")
                .boot();
    }

    @Test
    public void theCopyHasThem() throws Exception {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(ledger(moved)).containsEntry("device tags", "kept");
        assertThat(tags(clouds.target)).containsExactlyInAnyOrder("front", "", "rows");
        assertThat(tags(clouds.target)).isEqualTo(tags(clouds.source));
    }

    @Test
    public void aTargetThatDoesNotTakeThemIsToldInThePlanAndBootsTheServerWithout() throws Exception {
        clouds.target.behaviour().newestCompute(41);

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("files")), "server", "files");
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        String lost = "device tags " + FRONT + " front, volume 1 rows (the Compute API of new takes them from 2.42 on)";
        assertThat(planned.message()).contains(lost);
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(ledger(moved).get("device tags")).startsWith("lost (").contains("front", "rows");
    }

    @Test
    public void aSourceThatDoesNotShowThemIsToldInThePlan() throws Exception {
        clouds.source.behaviour().newestCompute(69);

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(planned.message())
                .contains("device tags, if it has any (the Compute API of old shows them from 2.70 on)");
    }

    @Test
    public void aServerOfASourceWithoutTagsHasNone() throws Exception {
        clouds.source.behaviour().newestCompute(31);

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(planned.message()).doesNotContain("device tags");
    }

    @Test
    public void aCopyThatLacksOneDoesNotCountAsMoved() throws Exception {
        clouds.target
                .faults()
                .on("GET", "/v2.1/servers/*/os-interface")
                .answersInstead(answer -> Answer.text(200, "application/json", "{\"interfaceAttachments\": []}"));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(moved.end()).isEqualTo(End.FAILED);
        assertThat(moved.message()).contains("device tags: ", FRONT + " front", "accept: ['files: device tags']");
    }

    @Test
    public void theSourceOfACopyThatHasLostOneIsKept() throws Exception {
        clouds.move(Verb.INSTANCES, server("files"));
        clouds.target
                .faults()
                .on("GET", "/v2.1/servers/*/os-interface")
                .answersInstead(answer -> Answer.text(200, "application/json", "{\"interfaceAttachments\": []}"));

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("files")), "server", "files");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("has the device tags " + FRONT + " front, volume 1 rows on old");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get(PreservationLedger.FACT);
    }

    /** Of the cards and then of the volumes of the server; empty for a device without one. */
    private static List<String> tags(EmbeddedCloud cloud) {
        String server = cloud.inside().server("files").path("id").asText();
        List<JsonNode> devices = new ArrayList<>(
                cloud.inside().list("compute", "/v2.1/servers/" + server + "/os-interface", "interfaceAttachments"));
        devices.sort(Comparator.comparing(device -> device.path("mac_addr").asText()));
        devices.addAll(cloud.inside()
                .list("compute", "/v2.1/servers/" + server + "/os-volume_attachments", "volumeAttachments"));
        return devices.stream().map(device -> device.path("tag").asText("")).toList();
    }
}
