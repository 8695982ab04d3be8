package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server groups of a cloud as Nova lists them, who is in which, and how one is made. */
public final class ServerGroups {
    static final String ALL = "/os-server-groups";

    /** One policy with rules; before, a list of one policy (Compute API, microversion history). */
    static final String RULES = "2.64";

    private static final int PAGE = 1000;

    /** No operator lets Nova give smaller pages ({@code [api] max_limit}), so that a shorter one is the last. */
    private static final int LEAST_PAGE = 100;

    private static final int MOST_PAGES = 1000;

    private ServerGroups() {}

    /** None on a Nova before Icehouse, or without the extension. */
    static List<ObjectNode> of(CloudInventory inventory) {
        return inventory.fact(ServerGroups.class, () -> ReadRefusal.noneIfUnserved(() -> read(inventory.cloud())));
    }

    private static List<ObjectNode> read(Cloud cloud) {
        List<ObjectNode> groups = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            Request list = Request.get(Service.COMPUTE, ALL)
                    .query("all_projects", "1")
                    .query("limit", String.valueOf(PAGE))
                    .query("offset", String.valueOf(groups.size()))
                    .microversion(RULES);
            List<ObjectNode> some = cloud.list(list, "server_groups");
            groups.addAll(some);
            if (some.size() < LEAST_PAGE) {
                break;
            }
        }
        return groups;
    }

    /** With one policy and rules, and with the project, which Novas before 2.13 do not show: that of the members. */
    static ObjectNode ofToday(ObjectNode group, CloudInventory inventory) {
        ObjectNode today = group.deepCopy();
        if (!today.has("policy")) {
            today.put("policy", today.path("policies").path(0).asText());
        }
        if (!today.path("rules").isObject()) {
            today.putObject("rules");
        }
        if (!today.hasNonNull("project_id")) {
            Json.texts(today, "members").stream()
                    .flatMap(member -> inventory.find(Kind.SERVER, member).stream())
                    .findFirst()
                    .ifPresent(server -> today.put("project_id", server.text("tenant_id")));
        }
        return today;
    }

    /** The group that a server is in; Nova lets it be in one at most. */
    public static Optional<Resource> of(Resource server, CloudInventory inventory) {
        Map<String, Resource> byMember = inventory.fact(List.of(ServerGroups.class, "members"), () -> {
            Map<String, Resource> groups = new HashMap<>();
            for (Resource group : inventory.list(ServerGroupType.KIND, Scope.ALL)) {
                Json.texts(group.json(), "members").forEach(member -> groups.put(member, group));
            }
            return groups;
        });
        return Optional.ofNullable(byMember.get(server.id()));
    }

    /** {@code "web (anti-affinity, max_server_per_host 2)"}. */
    public static String shown(Resource group) {
        String most = Json.text(group.field("rules"), "max_server_per_host");
        return group.name() + " (" + group.text("policy") + (most == null ? "" : ", max_server_per_host " + most) + ")";
    }

    /** Whether two groups, of whatever clouds, rule alike. */
    public static boolean isSame(Resource group, Resource other) {
        return group.text("policy").equals(other.text("policy"))
                && group.field("rules").equals(other.field("rules"));
    }

    /** Makes a group for the project of the token, so it takes one of the group's project; returns its id. */
    static String create(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        String project = Json.text(wanted, "project_id");
        wanted.remove("project_id");
        if (!context.target().supports(Service.COMPUTE, RULES)) {
            wanted.putArray("policies").add(wanted.remove("policy"));
        }
        if (wanted.path("rules").isEmpty()) {
            wanted.remove("rules");
        }
        Cloud member = Memberships.of(context).in(project).cloud();
        Request post = Request.post(Service.COMPUTE, ALL)
                .body(Json.object("server_group", wanted))
                .microversion(RULES);
        String own = Json.text(member.send(post).identified("server_group"), "id");
        return first(context, project, own);
    }

    /**
     * The group to take of those that two controllers have made at the same moment: the first that Nova lists, as it
     * lists them in the order of their making. A run that sees another before its own removes its own, which nobody is
     * in yet.
     */
    private static String first(ChangeContext context, String project, String own) {
        Resource planned = context.resource();
        CloudInventory now = context.targets().anew();
        String first = now.list(ServerGroupType.KIND, Scope.ownedBy(project)).stream()
                .filter(group -> group.name().equals(Json.text(context.wanted(), "name")) && isSame(group, planned))
                .map(Resource::id)
                .findFirst()
                .orElse(own);
        if (!first.equals(own)) {
            try {
                context.target().remove(Request.delete(Service.COMPUTE, ALL + "/" + Request.segment(own)));
            } catch (CloudException e) {
                context.say("another controller has made it at the same moment; the twin " + own + " is left on "
                        + context.target().name() + ", empty: " + e.getMessage());
            }
        }
        return first;
    }
}
