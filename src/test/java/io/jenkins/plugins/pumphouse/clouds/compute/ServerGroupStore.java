package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * {@code os-server-groups}: a list of policies at first, one policy with rules from 2.64 on; the project is shown from
 * 2.13 on. A list holds no more than a page, without a link to the next.
 */
final class ServerGroupStore {
    private static final int RULES = 64;
    private static final int LARGEST_PAGE = 1000;
    private static final String APART = "anti-affinity";

    private static final class Group {
        final String id = UUID.randomUUID().toString();
        String name;
        String policy;
        Integer most;
        String project;
        String user;
    }

    private final Compute nova;
    private final List<Group> groups = new ArrayList<>();
    /** The host of each server of a group, from its boot on. */
    private final Map<String, String> placed = new HashMap<>();

    ServerGroupStore(Compute nova) {
        this.nova = nova;
    }

    void addTo(Routes routes, String root) {
        String all = root + "/os-server-groups";
        routes.get(all, this::list)
                .post(all, this::create)
                .get(all + "/{id}", call -> Answer.ok(WireJson.object("server_group", shown(require(call), call))))
                .delete(all + "/{id}", call -> {
                    groups.remove(require(call));
                    return Answer.noContent();
                });
    }

    private Answer list(Call call) {
        boolean everybodys = call.query("all_projects") != null && call.caller().admin();
        int offset = call.query("offset") == null ? 0 : Integer.parseInt(call.query("offset"));
        int limit = call.query("limit") == null ? LARGEST_PAGE : Integer.parseInt(call.query("limit"));
        int most = nova.world().behaviour().pageSize(nova.type(), LARGEST_PAGE);
        return Answer.ok(WireJson.object(
                "server_groups",
                WireJson.arrayOf(groups.stream()
                        .filter(group ->
                                everybodys || group.project.equals(call.caller().projectId()))
                        .skip(offset)
                        .limit(Math.min(limit, most))
                        .map(group -> shown(group, call))
                        .toList())));
    }

    private Answer create(Call call) {
        ObjectNode wanted = call.entity("server_group");
        Group group = new Group();
        boolean rules = nova.version(call).from(RULES);
        String given = rules ? "policies" : "policy";
        if (wanted.has(given) || wanted.has("metadata")) {
            throw Refused.badRequest("Invalid input for field/attribute server_group. Value: " + wanted
                    + ". Additional properties are not allowed");
        }
        group.policy = rules
                ? WireJson.text(wanted, "policy")
                : wanted.path("policies").path(0).asText(null);
        List<String> known = nova.version(call).from(15)
                ? List.of(APART, "affinity", "soft-anti-affinity", "soft-affinity")
                : List.of(APART, "affinity");
        if (!known.contains(String.valueOf(group.policy))) {
            throw Refused.badRequest("Invalid input for field/attribute 0. Value: " + group.policy + ". '"
                    + group.policy + "' is not one of " + known);
        }
        if (!wanted.path("rules").isEmpty()) {
            if (!group.policy.equals(APART)) {
                throw Refused.badRequest("Only anti-affinity policy supports rules.");
            }
            group.most = wanted.path("rules").path("max_server_per_host").asInt();
        }
        group.name = WireJson.text(wanted, "name");
        group.project = call.caller().projectId();
        group.user = call.caller().userId();
        groups.add(group);
        return Answer.ok(WireJson.object("server_group", shown(group, call)));
    }

    private Group require(Call call) {
        return visible(call.segment("id"), call.caller())
                .findFirst()
                .orElseThrow(() -> Refused.notFound("Instance group " + call.segment("id") + " could not be found."));
    }

    private Stream<Group> visible(String id, TokenHolder caller) {
        return groups.stream()
                .filter(group -> group.id.equals(id))
                .filter(group -> caller.admin() || group.project.equals(caller.projectId()));
    }

    private Stream<Server> members(Group group) {
        return nova.servers.all().filter(server -> group.id.equals(server.group));
    }

    private ObjectNode shown(Group group, Call call) {
        ObjectNode shown = WireJson.object("id", group.id, "name", group.name);
        if (nova.version(call).from(RULES)) {
            shown.put("policy", group.policy);
            ObjectNode rules = shown.putObject("rules");
            if (group.most != null) {
                rules.put("max_server_per_host", group.most);
            }
        } else {
            shown.putArray("policies").add(group.policy);
            shown.putObject("metadata");
        }
        ArrayNode members = shown.putArray("members");
        members(group).forEach(server -> members.add(server.id));
        if (nova.version(call).from(13)) {
            shown.put("project_id", group.project).put("user_id", group.user);
        }
        return shown;
    }

    /**
     * Puts a new server into the group of its request's hint, and gives it a host that the group allows.
     *
     * @param host the one that it would have without
     * @param asked whether the request names it
     * @return null where the policy leaves none
     */
    String join(Server server, JsonNode hints, TokenHolder caller, String host, boolean asked) {
        String id = WireJson.text(hints, "group");
        if (id == null) {
            return host;
        }
        if (!id.matches("[0-9a-fA-F-]{36}")) {
            throw Refused.badRequest(
                    "Invalid input for field/attribute group. Value: " + id + ". '" + id + "' is not a 'uuid'");
        }
        Group group = visible(id, caller)
                .findFirst()
                .orElseThrow(() -> Refused.badRequest("Instance group " + id + " could not be found."));
        List<String> taken = members(group)
                .map(member -> placed.get(member.id))
                .filter(Objects::nonNull)
                .toList();
        server.group = id;
        String allowed = chosen(group, taken, host);
        String chosen = asked && !Objects.equals(allowed, host) ? null : allowed;
        placed.put(server.id, chosen);
        return chosen;
    }

    private String chosen(Group group, List<String> taken, String host) {
        if (group.policy.equals("affinity")) {
            return taken.isEmpty() ? host : taken.get(0);
        }
        if (!group.policy.equals(APART)) {
            return host;
        }
        int most = group.most == null ? 1 : group.most;
        return Stream.concat(
                        Stream.ofNullable(host),
                        nova.hosts.all().stream().filter(ComputeNode::serves).map(node -> node.name))
                .filter(name -> taken.stream().filter(name::equals).count() < most)
                .findFirst()
                .orElse(null);
    }
}
