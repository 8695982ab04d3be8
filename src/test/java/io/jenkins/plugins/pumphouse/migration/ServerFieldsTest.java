package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;

/**
 * Every field that Nova shows of a server, of every microversion up to 2.100
 * (nova.api.openstack.compute.views.servers): each is kept, or its loss is told for that server, or it is what a cloud
 * says by itself.
 */
public class ServerFieldsTest {
    /** 2.100 (Epoxy) shows the last of them. */
    private static final int EPOXY = 100;

    /** The copy has the same, and the ledger tells it under this item; empty where another item has it, too. */
    private static final Map<String, String> KEPT = Map.ofEntries(
            Map.entry("name", "name"),
            Map.entry("status", "state"),
            Map.entry("metadata", "metadata"),
            Map.entry("addresses", "addresses"),
            Map.entry("accessIPv4", "access addresses"),
            Map.entry("accessIPv6", "access addresses"),
            Map.entry("config_drive", "config drive"),
            Map.entry("OS-DCF:diskConfig", "disk config"),
            Map.entry("description", "description"),
            Map.entry("tags", "tags"),
            Map.entry("locked", "lock"),
            Map.entry("locked_reason", "lock"),
            Map.entry("OS-EXT-SRV-ATTR:user_data", "user data"),
            Map.entry("OS-EXT-SRV-ATTR:hostname", "hostname"),
            Map.entry("flavor", "size"),
            Map.entry("security_groups", "security groups"),
            Map.entry("os-extended-volumes:volumes_attached", ""),
            Map.entry("pinned_availability_zone", "availability zone"),
            Map.entry("key_name", ""),
            Map.entry("OS-EXT-STS:vm_state", "state"),
            Map.entry("OS-EXT-STS:power_state", "state"));

    /** The copy cannot have it, and the ledger says so under this item. */
    private static final Map<String, String> TOLD = Map.of(
            "user_id", "owner",
            "OS-EXT-SRV-ATTR:launch_index", "launch index",
            "trusted_image_certificates", "trusted image certificates",
            "scheduler_hints", "scheduler hints",
            "OS-EXT-AZ:availability_zone", "");

    /** What a cloud says by itself of each server that it has: ids, hosts, times, and what it is busy with. */
    private static final Set<String> OF_ITS_CLOUD = Set.of(
            "id",
            "links",
            "tenant_id",
            "hostId",
            "image",
            "created",
            "updated",
            "progress",
            "fault",
            "host_status",
            "server_groups",
            "OS-SRV-USG:launched_at",
            "OS-SRV-USG:terminated_at",
            "OS-EXT-STS:task_state",
            "OS-EXT-SRV-ATTR:host",
            "OS-EXT-SRV-ATTR:hypervisor_hostname",
            "OS-EXT-SRV-ATTR:instance_name",
            "OS-EXT-SRV-ATTR:reservation_id",
            "OS-EXT-SRV-ATTR:kernel_id",
            "OS-EXT-SRV-ATTR:ramdisk_id",
            "OS-EXT-SRV-ATTR:root_device_name");

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void everyFieldOfAServerIsKeptOrItsLossIsTold() throws Exception {
        newest(EPOXY);
        clouds.mapping("availability zone", "nova", "nova");
        full().with("availability_zone", "nova").boot();
        JsonNode server = shown(true);
        clouds.source
                .inside("alice", "demo")
                .post(
                        "compute",
                        path(server) + "/action",
                        WireJson.object("lock", WireJson.object("locked_reason", "books close")));
        ServerFixture.bootedAs(clouds.source, server.path("id").asText(), 2);
        Set<String> shown = new HashSet<>();
        shown(true).fieldNames().forEachRemaining(shown::add);

        Outcome moved = move();

        Map<String, String> ledger = ledger(moved);
        JsonNode copy = shown(false);
        KEPT.forEach((field, item) -> {
            if (!item.isEmpty()) {
                assertThat(ledger.get(item)).as(field).startsWith("kept");
            }
            if (!Set.of("metadata", "addresses").contains(field)) { // with marks of the move, and by MAC
                assertThat(copy.path(field)).as(field).isEqualTo(withoutItsMove(field, server));
            }
        });
        TOLD.forEach((field, item) -> {
            if (!item.isEmpty()) {
                assertThat(ledger.get(item)).as(field).isNotNull().doesNotStartWith("kept");
            }
        });
        assertThat(ledger.get("launch index")).isEqualTo("changed (2 -> 0)");
        assertThat(ledger.get("trusted image certificates")).contains("cert-1, cert-2");
        assertThat(ledger.get("scheduler hints")).startsWith("lost (different_host=");
        shown.removeAll(KEPT.keySet());
        shown.removeAll(TOLD.keySet());
        shown.removeAll(OF_ITS_CLOUD);
        assertThat(shown).isEmpty();
    }

    @Test
    public void thePlanTellsWhatTheCopyCannotHave() throws Exception {
        newest(EPOXY);
        full().boot();

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("odd")), "server", "odd");

        assertThat(planned.message())
                .contains("trusted image certificates cert-1, cert-2", "scheduler hint different_host=")
                .doesNotContain("hostname", "query=");
    }

    @Test
    public void whereTheTargetTakesNoHostnameItsLossIsTold() throws Exception {
        clouds.target.behaviour().newestCompute(89);
        full().boot();

        Map<String, String> ledger = ledger(move());

        assertThat(ledger).containsEntry("hostname", "changed (books -> odd)");
        assertThat(shown(false).path("OS-EXT-SRV-ATTR:hostname").asText()).isEqualTo("odd");
    }

    @Test
    public void aHostnameWithADomainIsKeptWhereTheTargetTakesOne() throws Exception {
        newest(94);
        full().with("hostname", "books.example.org").boot();

        assertThat(ledger(move())).containsEntry("hostname", "kept");
        assertThat(shown(false).path("OS-EXT-SRV-ATTR:hostname").asText()).isEqualTo("books.example.org");
    }

    /** So does an image that forbids it, with a server that was booted before it did. */
    @Test
    public void aDiskConfigThatTheTargetRefusesIsToldAndTheServerMovesWithAllElse() throws Exception {
        full().boot();
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers")
                .containing("\"OS-DCF:diskConfig\":\"AUTO\"")
                .status(400)
                .body("{\"badRequest\": {\"code\": 400, \"message\": \"Requested image x has automatic disk resize"
                        + " disabled.\"}}");

        Map<String, String> ledger = ledger(move());

        assertThat(ledger)
                .containsEntry("disk config", "changed (AUTO -> MANUAL)")
                .containsEntry("metadata", "kept")
                .containsEntry("tags", "kept");
    }

    private void newest(int minor) {
        clouds.source.behaviour().newestCompute(minor);
        clouds.target.behaviour().newestCompute(minor);
    }

    private ServerFixture full() {
        String other = clouds.source.inside().servers().get(0).path("id").asText();
        return clouds.source
                .project("demo")
                .server("odd")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", null, null)
                .owner("alice", null)
                .userData("#cloud-config")
                .metadata("shelf", "7")
                .with("description", "books")
                .with("tags", List.of("a", "b"))
                .with("accessIPv4", "192.0.2.7")
                .with("accessIPv6", "2001:db8::7")
                .with("config_drive", true)
                .with("OS-DCF:diskConfig", "AUTO")
                .with("hostname", "books")
                .with("trusted_image_certificates", List.of("cert-1", "cert-2"))
                .hint("different_host", List.of(other))
                .hint("query", "[\">=\", \"$free_ram_mb\", 64]");
    }

    private Outcome move() throws Exception {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        return moved;
    }

    private JsonNode shown(boolean source) {
        return (source ? clouds.source : clouds.target)
                .inside().servers().stream()
                        .filter(one -> one.path("name").asText().equals("odd"))
                        .findFirst()
                        .orElseThrow();
    }

    /** The lock came after what was read of it. */
    private static JsonNode withoutItsMove(String field, JsonNode server) {
        return field.equals("locked")
                ? WireJson.node(true)
                : field.equals("locked_reason") ? WireJson.node("books close") : server.path(field);
    }

    private static String path(JsonNode server) {
        return "/v2.1/servers/" + server.path("id").asText();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get("ledger");
    }
}
