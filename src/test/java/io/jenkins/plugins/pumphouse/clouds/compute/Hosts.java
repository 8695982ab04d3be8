package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The hypervisors, the services on them and the one zone that they form. */
final class Hosts {
    static final String ZONE = "nova";

    private final Compute nova;
    private final List<String> names;
    private final Map<String, String> disabled = new HashMap<>();
    private int next;

    Hosts(Compute nova, List<String> names) {
        this.nova = nova;
        this.names = List.copyOf(names);
    }

    void addTo(Routes routes, String root) {
        routes.get(root + "/os-services", this::services)
                .put(root + "/os-services/{id}", this::update)
                .get(root + "/os-hypervisors", call -> hypervisors(call, false))
                .get(root + "/os-hypervisors/detail", call -> hypervisors(call, true))
                .get(root + "/os-hypervisors/{id}", this::hypervisor)
                .get(
                        root + "/os-availability-zone",
                        call -> Answer.ok(Json.object(
                                "availabilityZoneInfo",
                                Json.array(Json.object(
                                        "zoneName",
                                        ZONE,
                                        "zoneState",
                                        Json.object("available", true),
                                        "hosts",
                                        null)))))
                .get(root + "/os-availability-zone/detail", this::zones);
    }

    /** The host for a new server: the one asked for, or the enabled one whose turn it is; {@link Refused} 400 for an unknown one. */
    String pick(String asked) {
        if (asked != null) {
            if (!names.contains(asked)) {
                throw Refused.badRequest("Compute host " + asked + " could not be found.");
            }
            return asked;
        }
        List<String> enabled =
                names.stream().filter(name -> !disabled.containsKey(name)).toList();
        return enabled.isEmpty() ? null : enabled.get(next++ % enabled.size());
    }

    private Answer services(Call call) {
        Compute.admin(call, "os-services:list");
        List<ObjectNode> rows = new ArrayList<>();
        String controller = "controller";
        rows.add(service(call, "nova-conductor", controller, "internal"));
        rows.add(service(call, "nova-scheduler", controller, "internal"));
        names.forEach(name -> rows.add(service(call, "nova-compute", name, ZONE)));
        rows.removeIf(row -> call.query("host") != null && !call.query("host").equals(Json.text(row, "host"))
                || call.query("binary") != null && !call.query("binary").equals(Json.text(row, "binary")));
        return Answer.ok(Json.object("services", Json.arrayOf(rows)));
    }

    private ObjectNode service(Call call, String binary, String host, String zone) {
        boolean off = binary.equals("nova-compute") && disabled.containsKey(host);
        ObjectNode row = Json.object(
                "binary",
                binary,
                "host",
                host,
                "id",
                id(call, binary + host, 53),
                "zone",
                zone,
                "status",
                off ? "disabled" : "enabled",
                "state",
                "up",
                "updated_at",
                micros(),
                "disabled_reason",
                off ? disabled.get(host) : null);
        if (nova.version(call).from(11)) {
            row.put("forced_down", false);
        }
        return row;
    }

    private Answer update(Call call) {
        Compute.admin(call, "os-services:update");
        if (call.segment("id").matches("disable|enable|disable-log-reason")) {
            return updateByName(call);
        }
        nova.since(call, 53);
        String host = names.stream()
                .filter(name -> uuid("nova-compute" + name).equals(call.segment("id")))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("Compute service " + call.segment("id") + " could not be found."));
        set(host, "disabled".equals(Json.text(call.json(), "status")), Json.text(call.json(), "disabled_reason"));
        return Answer.ok(Json.object("service", service(call, "nova-compute", host, ZONE)));
    }

    private Answer updateByName(Call call) {
        String host = Json.text(call.json(), "host");
        if (!names.contains(host)) {
            throw Refused.notFound("Could not find binary nova-compute on host " + host + ".");
        }
        boolean off = !call.segment("id").equals("enable");
        set(host, off, Json.text(call.json(), "disabled_reason"));
        return Answer.ok(Json.object(
                "service",
                Json.object("host", host, "binary", "nova-compute", "status", off ? "disabled" : "enabled")));
    }

    private void set(String host, boolean off, String reason) {
        if (off) {
            disabled.put(host, reason);
        } else {
            disabled.remove(host);
        }
    }

    private Answer hypervisors(Call call, boolean detail) {
        Compute.admin(call, "os-hypervisors:list");
        return Answer.ok(Json.object(
                "hypervisors",
                Json.arrayOf(names.stream()
                        .map(name -> hypervisor(call, name, detail))
                        .toList())));
    }

    private Answer hypervisor(Call call) {
        Compute.admin(call, "os-hypervisors:show");
        return Answer.ok(Json.object(
                "hypervisor",
                names.stream()
                        .map(name -> hypervisor(call, name, true))
                        .filter(row -> row.path("id").asText().equals(call.segment("id")))
                        .findFirst()
                        .orElseThrow(() ->
                                Refused.notFound("Compute host " + call.segment("id") + " could not be found."))));
    }

    private ObjectNode hypervisor(Call call, String name, boolean detail) {
        ObjectNode row = Json.object(
                "id",
                id(call, "hypervisor" + name, 53),
                "hypervisor_hostname",
                name,
                "state",
                "up",
                "status",
                disabled.containsKey(name) ? "disabled" : "enabled");
        if (!detail) {
            return row;
        }
        row.put("hypervisor_type", "QEMU").put("hypervisor_version", 1000).put("host_ip", "127.0.0.1");
        row.set(
                "service",
                Json.object(
                        "id",
                        id(call, "nova-compute" + name, 53),
                        "host",
                        name,
                        "disabled_reason",
                        disabled.get(name)));
        if (nova.version(call).from(88)) {
            return row.putNull("uptime");
        }
        long running = nova.servers.on(name).count();
        return row.put("vcpus", 64)
                .put("memory_mb", 262144)
                .put("local_gb", 4096)
                .put("vcpus_used", 0)
                .put("memory_mb_used", 512)
                .put("local_gb_used", 0)
                .put("free_ram_mb", 261632)
                .put("free_disk_gb", 4096)
                .put("current_workload", 0)
                .put("running_vms", running)
                .put("disk_available_least", 0)
                .put("cpu_info", "{}");
    }

    private Answer zones(Call call) {
        Compute.admin(call, "os-availability-zone:detail");
        ObjectNode hosts = Json.object();
        names.forEach(name -> hosts.set(
                name,
                Json.object("nova-compute", Json.object("available", true, "active", true, "updated_at", micros()))));
        return Answer.ok(Json.object(
                "availabilityZoneInfo",
                Json.array(
                        Json.object(
                                "zoneName",
                                "internal",
                                "zoneState",
                                Json.object("available", true),
                                "hosts",
                                Json.object(
                                        "controller",
                                        Json.object(
                                                "nova-conductor",
                                                Json.object(
                                                        "available", true, "active", true, "updated_at", micros())))),
                        Json.object("zoneName", ZONE, "zoneState", Json.object("available", true), "hosts", hosts))));
    }

    /** Numbers at first, UUIDs from a microversion on. */
    private Object id(Call call, String seed, int uuidsFrom) {
        return nova.version(call).from(uuidsFrom)
                ? uuid(seed)
                : seed.startsWith("hypervisor")
                        ? names.indexOf(seed.substring("hypervisor".length())) + 1
                        : Math.abs(seed.hashCode() % 1000);
    }

    private static String uuid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String micros() {
        return nova.world()
                .now()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("Z", ".000000");
    }
}
