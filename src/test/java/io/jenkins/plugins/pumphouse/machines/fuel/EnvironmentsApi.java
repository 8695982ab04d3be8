package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;

/** {@code /clusters}, {@code /releases}, {@code /tasks} and {@code /notifications}. */
final class EnvironmentsApi {
    private static final String RUNNING = "Cannot perform the actions because there are another running tasks.";

    private final Records records;
    private final Edition edition;
    private final Orchestrator orchestrator;
    private final ClusterMembership membership;
    private final FuelFaults mishaps;
    private final Roles roles;

    EnvironmentsApi(Records records, Orchestrator orchestrator, ClusterMembership membership, FuelFaults mishaps) {
        this.records = records;
        this.edition = records.edition;
        this.orchestrator = orchestrator;
        this.membership = membership;
        this.mishaps = mishaps;
        this.roles = new Roles(records);
    }

    void routes(Routes routes) {
        for (String root : List.of("/api/", "/api/v1/")) {
            String one = root + "clusters/{id}";
            routes.get(root + "releases", call -> Answer.ok(records.releases))
                    .get(
                            root + "releases/{id}",
                            call -> Answer.ok(
                                    records.release(NodesApi.number(call.segment("id"), "Release not found"))))
                    .get(root + "nodegroups", this::nodeGroups)
                    .get(one + "/attributes", call -> Answer.ok(Roles.attributes(edition, environment(call))))
                    .get(root + "notifications", call -> Answer.ok(records.notifications))
                    .get(
                            root + "clusters",
                            call -> Answer.ok(WireJson.arrayOf(records.environments.values().stream()
                                    .map(each -> each.json(edition))
                                    .toList())))
                    .post(
                            root + "clusters",
                            call -> Answer.created(create(call.json()).json(edition)))
                    .get(one, call -> Answer.ok(environment(call).json(edition)))
                    .delete(one, this::delete)
                    .get(one + "/network_configuration/{provider}", this::networks)
                    .put(one + "/network_configuration/{provider}", this::changeNetworks)
                    .put(one + "/network_configuration/{provider}/verify", this::verify)
                    .post(one + "/assignment", call -> {
                        membership.assign(environment(call), call.json());
                        return Replies.nothing(edition);
                    })
                    .post(one + "/unassignment", call -> {
                        membership.unassign(environment(call), call.json());
                        return Replies.nothing(edition);
                    })
                    .put(one + "/changes", this::changes)
                    .put(
                            one + "/provision",
                            call -> Replies.task(orchestrator.provision(undisturbed(call), chosen(call)), records))
                    .put(
                            one + "/deploy",
                            call -> Replies.task(orchestrator.deploy(undisturbed(call), chosen(call)), records))
                    .put(one + "/stop_deployment", this::stop)
                    .put(one + "/reset", this::reset)
                    .get(root + "tasks", this::tasks)
                    .get(root + "tasks/{id}", call -> Answer.ok(task(call).json(edition, records.world.now())))
                    .delete(root + "tasks/{id}", this::deleteTask);
            if (edition.lifeCycle()) {
                routes.get(one + "/roles", call -> Answer.ok(environment(call) == null ? null : roles.list()));
                new TransactionsApi(records).routes(routes, root);
            }
        }
    }

    private EnvironmentRow environment(Call call) {
        return records.environment(NodesApi.number(call.segment("id"), "Cluster not found"));
    }

    private TaskRow task(Call call) {
        TaskRow task = records.task(NodesApi.number(call.segment("id"), "Task not found"));
        if (task.running() && mishaps.tasksAreLate()) {
            throw Refused.notFound("Task not found");
        }
        return task;
    }

    EnvironmentRow create(JsonNode body) {
        if (!body.hasNonNull("release") && !body.hasNonNull("release_id")) {
            throw Refused.badRequest("Release ID is required");
        }
        int release =
                body.path(body.hasNonNull("release") ? "release" : "release_id").asInt();
        ObjectNode found;
        try {
            found = records.release(release);
        } catch (Refused none) {
            throw Refused.badRequest("Invalid release ID");
        }
        if (!found.path("is_deployable").asBoolean()) {
            throw Refused.forbidden("Release with ID '" + release + "' is not deployable.");
        }
        if (records.environments.values().stream()
                .anyMatch(each -> each.name.equals(body.path("name").asText()))) {
            throw Refused.conflict("Environment with this name already exists");
        }
        EnvironmentRow environment = new EnvironmentRow(
                records.next("cluster"),
                body.path("name").asText(),
                release,
                body.path("net_provider").asText(edition.lifeCycle() ? "neutron" : "nova_network"));
        if (!body.hasNonNull("name")) {
            throw new Refused(
                    500,
                    edition.lifeCycle() ? Replies.PLAIN : Replies.BARE,
                    "Traceback (most recent call last):\nIntegrityError: (null)\n");
        }
        environment.groups.add(new EnvironmentRow.Group(records.next("group"), "default", 0, EnvironmentRow.ADMIN));
        records.environments.put(environment.id, environment);
        return environment;
    }

    private Answer delete(Call call) {
        EnvironmentRow environment = environment(call);
        if (edition.lifeCycle() && records.busy(environment.id)) {
            throw Refused.badRequest(
                    "Can't delete environment '" + environment.id + "' when running deployment task exists.");
        }
        for (NodeRow node : records.members(environment.id)) {
            if (node.status.equals("discover")) {
                membership.release(environment, node);
            } else {
                orchestrator.removals().erase(environment, node);
            }
        }
        records.environments.remove(environment.id);
        TaskRow task = records.newTask("cluster_deletion", environment.id, null, "running");
        records.next("task");
        task.ends("ready", "No nodes were removed. No errors occurred", records.world.now());
        records.shown(environment.id).forEach(each -> each.hidden = true);
        return Answer.of(202, edition.lifeCycle() ? task.json(edition, records.world.now()) : WireJson.object());
    }

    private Answer networks(Call call) {
        String provider = environment(call).netProvider;
        if (!call.segment("provider").equals(provider)) {
            throw Refused.badRequest("Wrong net provider - environment uses '" + provider + "'");
        }
        ArrayNode list = WireJson.array();
        environment(call)
                .groups
                .forEach(group -> NodeLinks.NETWORKS.keySet().forEach(name -> list.add(network(group, name))));
        ObjectNode body = WireJson.object(
                "networks",
                list,
                "networking_parameters",
                WireJson.object(
                        "configuration_template",
                        environment(call).networkTemplate
                                ? WireJson.object("adv_net_template", WireJson.object())
                                : null));
        if (edition.lifeCycle()) {
            body.set("vips", WireJson.object());
        } else {
            body.put("management_vip", "192.168.0.1")
                    .put("public_vip", "172.16.0.2")
                    .put("management_vrouter_vip", "192.168.0.2")
                    .put("public_vrouter_vip", "172.16.0.3");
        }
        return Answer.ok(body);
    }

    /** The Admin network of the default group is there for all; each further group has one of its own. */
    private static JsonNode network(EnvironmentRow.Group group, String name) {
        boolean admin = name.equals("fuelweb_admin");
        int id = group.network(name);
        return WireJson.object(
                "id",
                id,
                "name",
                name,
                "cidr",
                admin ? group.prefix() + "0/24" : cidr(group, name),
                "gateway",
                admin ? group.prefix() + "1" : name.equals("public") ? gateway(group) : null,
                "vlan_start",
                name.equals("management") ? Integer.valueOf(101) : name.equals("storage") ? 102 : null,
                "ip_ranges",
                admin ? List.of(List.of(group.prefix() + "129", group.prefix() + "254")) : List.of(),
                "group_id",
                admin && group.number() == 0 ? null : group.id(),
                "meta",
                WireJson.object());
    }

    /** As Fuel proposes them for the default group; null for that of the servers, which have subnets of their own. */
    private static String cidr(EnvironmentRow.Group group, String name) {
        return switch (name) {
            case "public" -> "172.16." + group.number() + ".0/24";
            case "management" -> "192.168." + 10 * group.number() + ".0/24";
            case "storage" -> "192.168." + (10 * group.number() + 1) + ".0/24";
            default -> null;
        };
    }

    private static String gateway(EnvironmentRow.Group group) {
        return "172.16." + group.number() + ".1";
    }

    private Answer nodeGroups(Call call) {
        String wanted = call.query("cluster_id");
        ArrayNode list = WireJson.array();
        records.environments.values().stream()
                .filter(each -> wanted == null || wanted.equals(String.valueOf(each.id)))
                .forEach(each -> each.groups.forEach(group -> list.add(WireJson.object(
                        "id",
                        group.id(),
                        "cluster_id",
                        each.id,
                        "name",
                        group.name(),
                        "is_default",
                        group.number() == 0))));
        return Answer.ok(list);
    }

    private Answer changeNetworks(Call call) {
        if (records.busy(environment(call).id)) {
            throw Refused.forbidden(
                    edition.lifeCycle()
                            ? "Network configuration cannot be changed during deployment and after upgrade."
                            : "Network configuration can't be changed after, or in deploy.");
        }
        return networks(call);
    }

    /**
     * Probes between the nodes; refuses in a task that has ended at once (fuel-web 9.2,
     * {@code VerifyNetworksTaskManager}).
     */
    private Answer verify(Call call) {
        EnvironmentRow environment = environment(call);
        String refused = records.members(environment.id).stream()
                                .filter(node -> node.online)
                                .count()
                        < 2
                ? "At least two online nodes are required to be in the environment for network verification."
                : environment.groups.size() > 1
                        ? "Network verification is disabled for environments containing more than one node group."
                        : environment.status.equals("deployment")
                                ? "Environment is not ready to run network verification because it is in 'deployment'"
                                        + " state."
                                : null;
        TaskRow task = records.newTask(
                refused == null ? "verify_networks" : "check_networks", environment.id, null, "running");
        if (refused != null) {
            task.ends("error", refused, records.world.now());
            return Replies.task(task, records);
        }
        task.runs(records.world.now(), orchestrator.pace().erase());
        String found = mishaps.verificationFinds();
        records.world.after(
                orchestrator.pace().erase(),
                () -> task.ends(found == null ? "ready" : "error", found, records.world.now()));
        return Replies.task(task, records);
    }

    private Answer changes(Call call) {
        EnvironmentRow environment = environment(call);
        if (records.busy(environment.id)) {
            throw edition.lifeCycle()
                    ? Replies.exception(edition, "", RUNNING)
                    : Replies.exception(edition, "DeploymentAlreadyStarted", "Deployment already started");
        }
        return Replies.task(orchestrator.changes(environment), records);
    }

    /**
     * The environment, unless the database ends a deadlock at the cost of this call: any exception of these handlers is
     * a 400.
     */
    private EnvironmentRow undisturbed(Call call) {
        if (mishaps.deadlock()) {
            throw Refused.badRequest("(psycopg2.extensions.TransactionRollbackError) deadlock detected\n"
                    + "DETAIL:  Process 5723 waits for ShareLock on transaction 81263; blocked by process 5719.\n"
                    + "HINT:  See server log for query details.\n");
        }
        return environment(call);
    }

    private List<NodeRow> chosen(Call call) {
        String wanted = call.query("nodes");
        List<NodeRow> chosen = new ArrayList<>();
        for (String id : wanted == null ? new String[0] : wanted.split(",")) {
            if (!id.matches("\\d+")) {
                throw Refused.badRequest(
                        edition.lifeCycle() ? "Comma-separated numbers list expected" : "Provided id is not integer");
            }
            NodeRow node = records.nodes.get(Integer.parseInt(id));
            if (node == null) {
                throw Refused.notFound("NodeCollection not found");
            }
            chosen.add(node);
        }
        return chosen;
    }

    private Answer stop(Call call) {
        EnvironmentRow environment = environment(call);
        if (records.tasks.values().stream()
                .noneMatch(task -> Integer.valueOf(environment.id).equals(task.cluster))) {
            throw Refused.badRequest(
                    "Nothing to stop - deployment is not running on environment '" + environment.id + "'");
        }
        if (records.shown(environment.id).stream()
                .anyMatch(task -> task.running() && task.name.equals("stop_deployment"))) {
            throw new Refused(400, Replies.PLAIN, "Stopping deployment task is already launched");
        }
        return Replies.task(
                new NodeRemoval(records, mishaps)
                        .begin(environment, false, orchestrator.pace().erase()),
                records);
    }

    private Answer reset(Call call) {
        EnvironmentRow environment = environment(call);
        if (records.busy(environment.id)) {
            throw Replies.exception(
                    edition,
                    "DeploymentAlreadyStarted",
                    "Can't reset environment '" + environment.id + "' when "
                            + (edition.lifeCycle() ? "running deployment task exists." : "deployment is running"));
        }
        return Replies.task(
                new NodeRemoval(records, mishaps)
                        .begin(environment, true, orchestrator.pace().erase()),
                records);
    }

    private Answer tasks(Call call) {
        String wanted = call.query("cluster_id");
        List<TaskRow> found = new ArrayList<>(records.shown(wanted == null ? null : Integer.valueOf(wanted)));
        if (mishaps.tasksAreLate()) {
            found.removeIf(TaskRow::running);
        }
        found.sort((one, other) -> Integer.compare(Integer.reverse(one.id * 7), Integer.reverse(other.id * 7)));
        return Answer.ok(WireJson.arrayOf(found.stream()
                .map(each -> each.json(edition, records.world.now()))
                .toList()));
    }

    private Answer deleteTask(Call call) {
        // By force it goes all the same; what Astute says of it later finds no task, so its nodes keep their status
        // (fuel-web, NailgunReceiver.acquire_lock).
        if (task(call).running() && !"1".equals(call.query("force"))) {
            throw Refused.badRequest("You cannot delete running task manually");
        }
        task(call).hidden = true;
        return Answer.noContent();
    }
}
