package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A list of servers: whose, filtered, newest first, in pages. */
final class ServerList {
    private static final Set<String> KNOWN = Set.of(
            "all_tenants",
            "limit",
            "marker",
            "sort_key",
            "sort_dir",
            "project_id",
            "tenant_id",
            "host",
            "node",
            "status",
            "name",
            "ip",
            "ip6",
            "image",
            "flavor",
            "user_id",
            "deleted",
            "changes-since",
            "changes-before",
            "key_name",
            "uuid",
            "vm_state",
            "task_state",
            "power_state",
            "tags",
            "tags-any",
            "not-tags",
            "not-tags-any",
            "locked",
            "description",
            "hostname",
            "availability_zone",
            "config_drive",
            "created_at",
            "launched_at",
            "progress",
            "root_device_name",
            "reservation_id",
            "soft_deleted");

    private final Compute nova;

    ServerList(Compute nova) {
        this.nova = nova;
    }

    Answer answer(Call call, boolean detail) {
        if (call.flag("all_tenants") && !call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow os_compute_api:servers:" + (detail ? "detail" : "index")
                    + ":get_all_tenants to be performed.");
        }
        List<Server> rows = new ArrayList<>(
                nova.servers.all().filter(server -> listed(server, call)).toList());
        rows.sort(Comparator.comparing((Server server) -> server.created)
                .thenComparing(server -> server.id)
                .reversed());
        int from = 0;
        if (call.query("marker") != null) {
            from = rows.stream().map(server -> server.id).toList().indexOf(call.query("marker")) + 1;
            if (from == 0) {
                throw Refused.badRequest("marker [" + call.query("marker") + "] not found");
            }
        }
        int limit = nova.pageSize(call);
        List<Server> page = rows.subList(from, Math.min(rows.size(), from + limit));
        ServerView view = new ServerView(nova, call);
        ObjectNode body = WireJson.object(
                "servers",
                WireJson.arrayOf(
                        page.stream().map(detail ? view::full : view::brief).toList()));
        if (page.size() == limit) {
            body.set("servers_links", nova.nextLink(call, page.get(page.size() - 1).id));
        }
        return Answer.ok(body);
    }

    private boolean listed(Server server, Call call) {
        boolean admin = call.caller().admin();
        boolean all = call.flag("all_tenants");
        // Without all_tenants a project asked for is ignored: the caller's own is meant.
        String project = !all
                ? call.caller().projectId()
                : call.query("project_id") != null ? call.query("project_id") : call.query("tenant_id");
        if (project != null && !project.equals(server.project)
                || server.gone() != (admin && call.flag("deleted"))
                || server.softDeleted() && !(admin && call.flag("soft_deleted"))) {
            return false;
        }
        return call.query().keySet().stream().allMatch(name -> fits(server, name, call));
    }

    private boolean fits(Server server, String name, Call call) {
        List<String> values = call.queries(name);
        String value = values.get(0);
        boolean admin = call.caller().admin();
        return switch (name) {
            case "status" ->
                values.stream()
                        .map(word -> word.toUpperCase(Locale.ROOT))
                        .anyMatch(word -> server.status().equals(word)
                                || word.equals("ACTIVE") && server.status().equals("REBOOT"));
            case "host" -> !admin || value.equals(server.host);
            case "node" -> !admin || value.equals(server.host);
            case "user_id" -> !admin || value.equals(server.user);
            case "name" -> Pattern.compile(value).matcher(server.name).find();
            case "image" -> value.equals(server.image);
            case "flavor" -> value.equals(WireJson.text(server.flavorRow, "id"));
            case "uuid" -> value.equals(server.id);
            case "key_name" -> !admin || value.equals(server.key);
            case "vm_state" -> !admin || value.equals(server.vmState());
            case "ip", "ip6" -> hasAddress(server, Pattern.compile(value), call);
            case "changes-since" -> !server.updated.isBefore(Instant.parse(value.endsWith("Z") ? value : value + "Z"));
            case "tags" -> !nova.version(call).from(26) || server.tags.containsAll(List.of(value.split(",")));
            case "locked" ->
                !nova.version(call).from(73) || Boolean.parseBoolean(value.toLowerCase(Locale.ROOT)) == server.locked;
            default -> known(name, call);
        };
    }

    private boolean known(String name, Call call) {
        if (!KNOWN.contains(name) && !name.startsWith("_") && nova.version(call).from(75)) {
            throw Refused.badRequest("'" + name + "' does not match any of the regexes: '^_'");
        }
        return true;
    }

    private boolean hasAddress(Server server, Pattern pattern, Call call) {
        for (var network : new ServerView(nova, call).addresses(server)) {
            for (var address : network) {
                if (pattern.matcher(WireJson.text(address, "addr")).find()) {
                    return true;
                }
            }
        }
        return false;
    }
}
