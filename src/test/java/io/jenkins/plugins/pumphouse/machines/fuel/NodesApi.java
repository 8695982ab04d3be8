package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code /nodes}: what clients ask of nodes, and what their agents report. */
final class NodesApi {
    private final Records records;
    private final Orchestrator orchestrator;
    private final FuelFaults mishaps;
    private final NodeDisks volumes;
    private final NodeLinks wiring;
    private final AdminNetworks admin;

    NodesApi(Records records, Orchestrator orchestrator, FuelFaults mishaps) {
        this.records = records;
        this.orchestrator = orchestrator;
        this.mishaps = mishaps;
        this.volumes = new NodeDisks(records.edition);
        this.wiring = new NodeLinks(records.edition);
        this.admin = new AdminNetworks(records);
    }

    void routes(Routes routes) {
        for (String root : List.of("/api/", "/api/v1/")) {
            routes.get(root + "nodes", this::list)
                    .open(
                            "POST",
                            root + "nodes",
                            call -> Replies.json(201, Replies.node(register(call.json()), records)))
                    .delete(root + "nodes", this::deleteBatch)
                    .open("PUT", root + "nodes/agent", call -> Answer.ok(report(call.json())))
                    .put(root + "nodes/interfaces", this::wireBatch)
                    .get(
                            root + "nodes/allocation/stats",
                            call -> Answer.ok(WireJson.object(
                                    "total",
                                    records.nodes.size(),
                                    "unallocated",
                                    records.nodes.values().stream()
                                            .filter(node -> node.cluster == null)
                                            .count())))
                    .get(root + "nodes/{id}", call -> Answer.ok(Replies.node(node(call), records)))
                    .put(root + "nodes/{id}", this::update)
                    .delete(root + "nodes/{id}", this::delete)
                    .get(root + "nodes/{id}/disks", call -> Answer.ok(node(call).disks))
                    .put(root + "nodes/{id}/disks", this::partition)
                    .get(
                            root + "nodes/{id}/disks/defaults",
                            call -> Answer.ok(volumes.proposed(
                                    node(call).meta(), node(call).allRoles())))
                    .get(
                            root + "nodes/{id}/volumes",
                            call -> Answer.ok(NodeDisks.kinds(node(call).allRoles())))
                    .get(root + "nodes/{id}/interfaces", call -> Answer.ok(node(call).nics))
                    .get(
                            root + "nodes/{id}/interfaces/default_assignment",
                            call -> Answer.ok(wiring.proposed(node(call).nics, group(node(call)))))
                    .put(root + "nodes/{id}/interfaces", call -> Answer.ok(wire(node(call), call.json())));
        }
    }

    private NodeRow node(Call call) {
        return records.node(number(call.segment("id"), "Node not found"));
    }

    static int number(String text, String otherwise) {
        if (!text.matches("\\d{1,9}")) {
            throw Refused.notFound(otherwise);
        }
        return Integer.parseInt(text);
    }

    private Answer list(Call call) {
        String wanted = call.query("cluster_id");
        List<NodeRow> found = records.nodes.values().stream()
                .filter(node -> wanted == null
                        || (wanted.isEmpty() ? node.cluster == null : wanted.equals(String.valueOf(node.cluster))))
                .toList();
        return Answer.ok(WireJson.arrayOf(records.unordered(found).stream()
                .map(node -> Replies.node(node, records))
                .toList()));
    }

    /** What POST does: the first report of an agent in the bootstrap image. */
    NodeRow register(JsonNode report) {
        return register(report, 0);
    }

    /** @param id of the new node; 0 for the next one */
    NodeRow register(JsonNode report, int id) {
        if (!report.path("status").asText().equals("discover")) {
            throw Refused.forbidden("Only bootstrap nodes are allowed to be registered.");
        }
        if (!report.hasNonNull("mac")) {
            throw Refused.badRequest("No mac address specified");
        }
        if (records.byMac(Set.of(report.path("mac").asText())).isPresent()) {
            throw Refused.conflict("Node with mac " + report.path("mac").asText() + " already exists - doing nothing");
        }
        if (report.path("meta").path("interfaces").isEmpty()) {
            throw Refused.badRequest("Failed to discover node: invalid interfaces info");
        }
        NodeRow node = new NodeRow(id == 0 ? records.next("node") : id, report.deepCopy());
        if (mishaps.strike(FuelFaults.Kind.DISCOVER, node).isPresent()) {
            node.report.put("ip", "192.0.2.7");
        }
        node.disks = volumes.proposed(node.meta(), Set.of());
        node.nics = wiring.bare(node.meta(), records);
        if (!admin.isInAnyRange(node.report.path("ip").asText())) {
            node.fails("discover");
            node.progress = 0;
            records.note(
                    "error",
                    null,
                    node.id,
                    "Node '" + node.hostname + "' has IP '"
                            + node.report.path("ip").asText() + "' that does not match any Admin network");
        }
        records.nodes.put(node.id, node);
        records.note("discover", null, node.id, "New node is discovered: 24 CPUs / 128.0 GB RAM / 1.5 TB HDD ");
        return node;
    }

    /** Its own group; outside of an environment the default one of any. */
    private EnvironmentRow.Group group(NodeRow node) {
        return node.cluster == null
                ? new EnvironmentRow.Group(0, "default", 0, EnvironmentRow.ADMIN)
                : records.environment(node.cluster).group(node.group);
    }

    /** What PUT agent does: every later report, also of an installed machine. */
    ObjectNode report(JsonNode report) {
        Set<String> macs = new HashSet<>(Set.of(report.path("mac").asText()));
        report.path("meta")
                .path("interfaces")
                .forEach(nic -> macs.add(nic.path("mac").asText()));
        NodeRow node = records.byMac(macs).orElseThrow(() -> Refused.badRequest("Invalid MAC is specified"));
        node.online = true;
        if (report.path("agent_checksum").equals(node.report.path("agent_checksum"))) {
            return WireJson.object("id", node.id, "cached", true);
        }
        String ip = report.path("ip").asText();
        boolean good = node.cluster == null ? admin.isInAnyRange(ip) : admin.isInOwn(node, ip);
        boolean lost = "discover".equals(node.errorType) && good;
        if (lost
                || report.path("status").asText().equals("discover")
                        && !Set.of("provisioning", "error").contains(node.status)) {
            node.becomes("discover");
        }
        boolean otherDisks = !disks(report).equals(disks(node.report));
        node.report = report.deepCopy();
        if (otherDisks && !Set.of("provisioning", "provisioned").contains(node.status)) {
            node.disks = volumes.proposed(node.meta(), node.allRoles());
        }
        return WireJson.object("id", node.id);
    }

    /** By name and size, as Nailgun compares them before it proposes volumes anew (nailgun/objects/node.py, update). */
    private static Set<String> disks(JsonNode report) {
        Set<String> disks = new HashSet<>();
        report.path("meta")
                .path("disks")
                .forEach(disk -> disks.add(
                        disk.path("name").asText() + " " + disk.path("size").asLong()));
        return disks;
    }

    private Answer update(Call call) {
        NodeRow node = node(call);
        JsonNode body = call.json();
        if (records.edition.lifeCycle() && body.hasNonNull("hostname")) {
            String hostname = body.path("hostname").asText();
            if (!hostname.matches("[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?")) {
                throw Refused.badRequest("deque(['hostname']): u'" + hostname + "' does not match '^([a-zA-Z0-9]...$'");
            }
            if (!node.status.equals("discover")) {
                throw Refused.forbidden("Node hostname may be changed only before provisioning.");
            }
            // Whether an environment has two of a name shows when the second one comes into it.
            if (node.cluster != null
                    && records.members(node.cluster).stream()
                            .anyMatch(other -> other != node && other.hostname.equals(hostname))) {
                throw Refused.conflict("Duplicate hostname '" + hostname + "'.");
            }
            node.hostname = hostname;
        }
        if (body.hasNonNull("group_id")) {
            regroup(node, body.path("group_id").asInt());
        }
        node.name = body.path("name").asText(node.name);
        node.labels = records.edition.lifeCycle() && body.path("labels").isObject()
                ? body.path("labels").deepCopy()
                : node.labels;
        ObjectNode json = Replies.node(node, records);
        // 9.x makes JSON of its JSON here: a text.
        return Answer.ok(records.edition.lifeCycle() ? WireJson.node(json.toString()) : json);
    }

    private void regroup(NodeRow node, int id) {
        String refused = "Cannot assign node group (ID=" + id + ") to node " + node.id + ". ";
        EnvironmentRow owner = records.environments.values().stream()
                .filter(each -> each.groups.stream().anyMatch(group -> group.id() == id))
                .findFirst()
                .orElseThrow(() -> Refused.badRequest(refused + "The specified node group does not exist."));
        if (node.cluster == null) {
            throw Refused.badRequest(refused + "Node is not allocated to cluster.");
        }
        if (owner.id != node.cluster) {
            throw Refused.badRequest(refused + "Node belongs to other cluster than node group");
        }
        node.group = id;
        node.nics = wiring.proposed(node.nics, owner.group(id));
    }

    private Answer delete(Call call) {
        NodeRow node = node(call);
        EnvironmentRow environment = node.cluster == null ? null : records.environment(node.cluster);
        if (records.edition.isBeforeSingleDeletion()) {
            orchestrator.removals().forget(environment, node);
            return Answer.empty(204);
        }
        if (environment != null && records.edition.lifeCycle() && records.busy(environment.id)) {
            throw new Refused(400, Replies.PLAIN, "Cannot perform the actions because there are running tasks.");
        }
        return Replies.task(
                orchestrator
                        .removals()
                        .delete(environment, node, orchestrator.pace().erase()),
                records);
    }

    private Answer deleteBatch(Call call) {
        List<NodeRow> chosen = Arrays.stream(call.query("ids").split(","))
                .map(id -> records.node(number(id, "Node not found")))
                .toList();
        chosen.forEach(node -> orchestrator.removals().erase(null, node));
        TaskRow task = records.newTask("node_deletion", null, null, "running");
        task.ends("ready", null, records.world.now());
        return Replies.task(task, records);
    }

    private Answer partition(Call call) {
        NodeRow node = node(call);
        node.disks = volumes.put(node.disks, call.json());
        return Answer.ok(node.disks);
    }

    private ArrayNode wire(NodeRow node, JsonNode body) {
        node.nics = wiring.put(node, body, node.cluster == null ? null : group(node));
        return node.nics;
    }

    private Answer wireBatch(Call call) {
        ArrayNode done = WireJson.array();
        for (JsonNode each : call.json()) {
            NodeRow node = records.node(each.path("id").asInt());
            done.add(WireJson.object("id", node.id, "interfaces", wire(node, each.path("interfaces"))));
        }
        return Answer.ok(done);
    }
}
