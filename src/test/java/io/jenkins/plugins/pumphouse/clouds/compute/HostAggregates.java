package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Aggregates of hosts, and the availability zones that some of them make. */
final class HostAggregates {
    private static final class Aggregate {
        final int number;
        final String uuid = UUID.randomUUID().toString();
        final Instant created;
        final List<String> hosts = new ArrayList<>();
        final Map<String, String> metadata = new LinkedHashMap<>();
        String name;

        Aggregate(int number, String name, Instant created) {
            this.number = number;
            this.name = name;
            this.created = created;
        }

        String zone() {
            return metadata.get("availability_zone");
        }
    }

    private final Compute nova;
    private final List<Aggregate> all = new ArrayList<>();
    private int made;

    HostAggregates(Compute nova) {
        this.nova = nova;
    }

    void addTo(Routes routes, String root) {
        String one = root + "/os-aggregates/{id}";
        routes.get(root + "/os-aggregates", this::list)
                .post(root + "/os-aggregates", this::create)
                .get(one, call -> Answer.ok(WireJson.object("aggregate", shown(call, of(call)))))
                .delete(one, this::delete)
                .post(one + "/action", this::act)
                .get(root + "/os-availability-zone", call -> zones(call, false))
                .get(root + "/os-availability-zone/detail", call -> zones(call, true));
    }

    /** The zone that a host is in. */
    String zoneOf(String host) {
        return all.stream()
                .filter(aggregate -> aggregate.zone() != null && aggregate.hosts.contains(host))
                .map(Aggregate::zone)
                .findFirst()
                .orElse(Hosts.ZONE);
    }

    boolean isZone(String zone) {
        return zone.equals(Hosts.ZONE) || all.stream().anyMatch(aggregate -> zone.equals(aggregate.zone()));
    }

    /** Takes a host out of all aggregates. */
    void forget(String host) {
        all.forEach(aggregate -> aggregate.hosts.remove(host));
    }

    private Answer list(Call call) {
        Compute.admin(call, "os-aggregates:index");
        return Answer.ok(WireJson.object(
                "aggregates",
                WireJson.arrayOf(all.stream().map(each -> shown(call, each)).toList())));
    }

    private Aggregate of(Call call) {
        Compute.admin(call, "os-aggregates:show");
        return all.stream()
                .filter(aggregate -> call.segment("id").equals("" + aggregate.number))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("Aggregate " + call.segment("id") + " could not be found."));
    }

    private Answer create(Call call) {
        Compute.admin(call, "os-aggregates:create");
        ObjectNode wanted = call.entity("aggregate");
        String name = WireJson.text(wanted, "name");
        if (all.stream().anyMatch(aggregate -> aggregate.name.equals(name))) {
            throw Refused.conflict("Aggregate " + name + " already exists.");
        }
        Aggregate aggregate = new Aggregate(++made, name, nova.world().now());
        if (WireJson.has(wanted, "availability_zone")) {
            aggregate.metadata.put("availability_zone", WireJson.text(wanted, "availability_zone"));
        }
        all.add(aggregate);
        ObjectNode shown = shown(call, aggregate);
        // What cannot be there yet is not shown.
        shown.remove(List.of("hosts", "metadata"));
        return Answer.ok(WireJson.object("aggregate", shown));
    }

    private Answer delete(Call call) {
        Aggregate aggregate = of(call);
        if (!aggregate.hosts.isEmpty()) {
            throw Refused.badRequest("Cannot perform action 'delete' on aggregate " + aggregate.number
                    + ". Reason: Host aggregate is not empty.");
        }
        all.remove(aggregate);
        return Answer.empty(200);
    }

    private Answer act(Call call) {
        Aggregate aggregate = of(call);
        String action = call.json().fieldNames().next();
        ObjectNode body = call.entity(action);
        switch (action) {
            case "add_host" -> join(aggregate, WireJson.text(body, "host"));
            case "remove_host" -> leave(aggregate, WireJson.text(body, "host"));
            case "set_metadata" ->
                body.path("metadata").properties().forEach(entry -> {
                    if (entry.getValue().isNull()) {
                        aggregate.metadata.remove(entry.getKey());
                    } else {
                        aggregate.metadata.put(entry.getKey(), entry.getValue().asText());
                    }
                });
            default -> throw Refused.badRequest("There is no such action: " + action);
        }
        return Answer.ok(WireJson.object("aggregate", shown(call, aggregate)));
    }

    private void join(Aggregate aggregate, String host) {
        if (nova.hosts.named(host).isEmpty()) {
            throw Refused.notFound("Compute host " + host + " could not be found.");
        }
        if (aggregate.hosts.contains(host)) {
            throw Refused.conflict("Aggregate " + aggregate.number + " already has host " + host + ".");
        }
        String now = zoneOf(host);
        if (aggregate.zone() != null && !now.equals(Hosts.ZONE) && !now.equals(aggregate.zone())) {
            throw Refused.conflict("Cannot perform action 'add_host_to_aggregate' on aggregate " + aggregate.number
                    + ". Reason: One or more hosts already in availability zone(s) ['" + now + "'].");
        }
        aggregate.hosts.add(host);
    }

    private void leave(Aggregate aggregate, String host) {
        if (!aggregate.hosts.remove(host)) {
            throw Refused.notFound("Cannot remove host " + host + " in aggregate " + aggregate.number);
        }
    }

    private ObjectNode shown(Call call, Aggregate aggregate) {
        ObjectNode row = WireJson.object("id", aggregate.number);
        if (nova.version(call).from(41)) {
            row.put("uuid", aggregate.uuid);
        }
        row.put("name", aggregate.name);
        row.set("hosts", WireJson.node(aggregate.hosts));
        row.set("metadata", WireJson.node(aggregate.metadata));
        return row.put("created_at", ServerView.micros(aggregate.created))
                .putNull("updated_at")
                .putNull("deleted_at")
                .put("deleted", false)
                .put("availability_zone", aggregate.zone());
    }

    /** A zone is there while a host is in it, and available while one of these is enabled. */
    private Answer zones(Call call, boolean detail) {
        if (detail) {
            Compute.admin(call, "os-availability-zone:detail");
        }
        Map<String, List<ComputeNode>> members = new TreeMap<>();
        nova.hosts
                .all()
                .forEach(node -> members.computeIfAbsent(zoneOf(node.name), zone -> new ArrayList<>())
                        .add(node));
        ArrayNode zones = WireJson.array();
        if (detail) {
            zones.add(zone(
                    "internal", true, WireJson.object("controller", WireJson.object("nova-conductor", active(true)))));
        }
        members.forEach((zone, nodes) -> {
            ObjectNode hosts = WireJson.object();
            nodes.forEach(node -> hosts.set(node.name, WireJson.object("nova-compute", active(node.up))));
            zones.add(zone(zone, nodes.stream().anyMatch(node -> node.enabled), detail ? hosts : null));
        });
        return Answer.ok(WireJson.object("availabilityZoneInfo", zones));
    }

    private static ObjectNode zone(String name, boolean available, ObjectNode hosts) {
        return WireJson.object("zoneName", name, "zoneState", WireJson.object("available", available), "hosts", hosts);
    }

    private ObjectNode active(boolean up) {
        return WireJson.object(
                "available",
                up,
                "active",
                true,
                "updated_at",
                ServerView.micros(nova.world().now()));
    }
}
