package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** How much of Nova's each project may have. Network keys vanish at 2.36, injected files at 2.57. */
final class ComputeQuotas {
    private static final Set<String> NETWORK =
            Set.of("fixed_ips", "floating_ips", "security_groups", "security_group_rules");
    private static final Set<String> INJECTED =
            Set.of("injected_files", "injected_file_content_bytes", "injected_file_path_bytes");

    private static final Map<String, String> LIMITS = Map.ofEntries(
            Map.entry("maxTotalInstances", "instances"),
            Map.entry("maxTotalCores", "cores"),
            Map.entry("maxTotalRAMSize", "ram"),
            Map.entry("maxServerMeta", "metadata_items"),
            Map.entry("maxPersonality", "injected_files"),
            Map.entry("maxPersonalitySize", "injected_file_content_bytes"),
            Map.entry("maxTotalKeypairs", "key_pairs"),
            Map.entry("maxServerGroups", "server_groups"),
            Map.entry("maxServerGroupMembers", "server_group_members"),
            Map.entry("maxTotalFloatingIps", "floating_ips"),
            Map.entry("maxSecurityGroups", "security_groups"),
            Map.entry("maxSecurityGroupRules", "security_group_rules"));

    private final Compute nova;
    private final Predicate<String> projectExists;
    private final Map<String, Integer> presets = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> own = new HashMap<>();

    ComputeQuotas(Compute nova, Predicate<String> projectExists) {
        this.nova = nova;
        this.projectExists = projectExists;
        boolean modern = nova.release().modern();
        presets.put("cores", 20);
        presets.put("fixed_ips", -1);
        presets.put("floating_ips", modern ? -1 : 10);
        presets.put("injected_file_content_bytes", 10240);
        presets.put("injected_file_path_bytes", 255);
        presets.put("injected_files", 5);
        presets.put("instances", 10);
        presets.put("key_pairs", 100);
        presets.put("metadata_items", 128);
        presets.put("ram", 51200);
        presets.put("security_group_rules", modern ? -1 : 20);
        presets.put("security_groups", modern ? -1 : 10);
        if (modern) {
            presets.put("server_group_members", 10);
            presets.put("server_groups", 10);
        }
    }

    void addTo(Routes routes, String root) {
        String one = root + "/os-quota-sets/{id}";
        routes.get(one, call -> {
                    project(call);
                    return Answer.ok(WireJson.object("quota_set", shown(call, true)));
                })
                .get(one + "/detail", this::detail)
                .get(
                        one + "/defaults",
                        call -> Answer.ok(WireJson.object("quota_set", named(call, known(call, presets)))))
                .put(one, this::update)
                .delete(one, call -> {
                    Compute.admin(call, "os-quota-sets:delete");
                    own.remove(whose(call));
                    if (call.query("user_id") == null) {
                        own.keySet().removeIf(key -> key.startsWith(call.segment("id") + "/"));
                    }
                    return Answer.accepted();
                })
                .get(
                        root + "/os-quota-class-sets/{id}",
                        call -> Answer.ok(WireJson.object("quota_class_set", named(call, known(call, presets)))))
                .put(root + "/os-quota-class-sets/{id}", this::updateClass)
                .get(root + "/limits", this::limits);
    }

    /** Nova's schema has no additional properties: an unknown key refuses the whole. */
    private Answer updateClass(Call call) {
        Compute.admin(call, "os-quota-class-sets:update");
        ObjectNode wanted = call.entity("quota_class_set");
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            if (!known(call, presets).containsKey(field.getKey())) {
                throw Refused.badRequest("Invalid input for field/attribute quota_class_set. Additional properties are"
                        + " not allowed ('" + field.getKey() + "' was unexpected)");
            }
        }
        wanted.properties()
                .forEach(field -> presets.put(field.getKey(), field.getValue().asInt()));
        return Answer.ok(WireJson.object("quota_class_set", wanted));
    }

    private void project(Call call) {
        if (!call.caller().sees(call.segment("id"))) {
            throw Refused.forbidden("Policy doesn't allow os_compute_api:os-quota-sets:show to be performed.");
        }
        if (nova.release().modern() && !projectExists.test(call.segment("id"))) {
            throw Refused.badRequest("Project ID " + call.segment("id") + " is not a valid project.");
        }
    }

    private Answer update(Call call) {
        Compute.admin(call, "os-quota-sets:update");
        project(call);
        ObjectNode wanted = call.entity("quota_set");
        Map<String, Integer> next = new LinkedHashMap<>(own.getOrDefault(whose(call), Map.of()));
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            String key = field.getKey();
            // Old Nova takes back what it gave out, its "id" and "tenant_id" too.
            if (key.equals("force")
                    || !nova.release().modern() && List.of("id", "tenant_id").contains(key)) {
                continue;
            }
            if (!known(call, presets).containsKey(key)) {
                throw Refused.badRequest(
                        nova.release().modern()
                                ? "Invalid input for field/attribute quota_set. Value: " + wanted
                                        + ". Additional properties are not allowed ('" + key + "' was unexpected)"
                                : "Bad key(s) " + key + " in quota_set");
            }
            int value = field.getValue().asInt(Integer.MIN_VALUE);
            if (value < -1) {
                throw Refused.badRequest("Invalid input for field/attribute " + key + ". Value: "
                        + field.getValue().asText() + ". " + field.getValue().asText()
                        + " is less than the minimum of -1");
            }
            int used = used(call.segment("id"), call.query("user_id"), key);
            if (value >= 0 && value < used && !wanted.path("force").asBoolean()) {
                throw Refused.badRequest("Quota limit " + value + " for " + key
                        + " must be greater than or equal to already used and reserved " + used + ".");
            }
            if (!wanted.path("force").asBoolean()) {
                checkUsers(call, key, value);
            }
            next.put(key, value);
        }
        own.put(whose(call), next);
        return Answer.ok(WireJson.object("quota_set", shown(call, false)));
    }

    /**
     * What single users may have is taken from what the project has: of neither there may be more than of the other.
     */
    private void checkUsers(Call call, String key, int value) {
        String project = call.segment("id");
        int others = own.entrySet().stream()
                .filter(each -> each.getKey().startsWith(project + "/")
                        && !each.getKey().equals(whose(call)))
                .mapToInt(each -> each.getValue().getOrDefault(key, 0))
                .sum();
        int limit = limitsOf(project).getOrDefault(key, -1);
        double asked = value < 0 ? Double.POSITIVE_INFINITY : value;
        if (call.query("user_id") == null && asked < others) {
            throw Refused.badRequest("Quota limit " + value + " for " + key
                    + " must be greater than or equal to already used and reserved " + others + ".");
        }
        if (call.query("user_id") != null && limit >= 0 && asked > limit - others) {
            throw Refused.badRequest("Quota limit " + value + " for " + key + " must be less than or equal to "
                    + (limit - others) + ".");
        }
    }

    /** A project, or one of its users: the part of the project's quota that this user may take. */
    private static String whose(Call call) {
        String user = call.query("user_id");
        return user == null ? call.segment("id") : call.segment("id") + "/" + user;
    }

    private ObjectNode shown(Call call, boolean withId) {
        Map<String, Integer> set = new LinkedHashMap<>(limitsOf(call.segment("id")));
        set.putAll(own.getOrDefault(whose(call), Map.of()));
        ObjectNode limits = (ObjectNode) WireJson.node(known(call, set));
        return withId ? named(call, limits) : limits;
    }

    private static ObjectNode named(Call call, Object limits) {
        ObjectNode named = WireJson.object("id", call.segment("id"));
        return named.setAll((ObjectNode) WireJson.node(limits));
    }

    private Map<String, Integer> limitsOf(String project) {
        Map<String, Integer> limits = new LinkedHashMap<>(presets);
        limits.putAll(own.getOrDefault(project, Map.of()));
        return limits;
    }

    private Map<String, Integer> known(Call call, Map<String, Integer> limits) {
        Map<String, Integer> known = new LinkedHashMap<>(limits);
        AskedMicroversion version = nova.version(call);
        known.keySet()
                .removeIf(
                        key -> NETWORK.contains(key) && version.from(36) || INJECTED.contains(key) && version.from(57));
        return known;
    }

    private Answer detail(Call call) {
        project(call);
        ObjectNode detail = WireJson.object("id", call.segment("id"));
        Map<String, Integer> limits = new LinkedHashMap<>(limitsOf(call.segment("id")));
        limits.putAll(own.getOrDefault(whose(call), Map.of()));
        known(call, limits)
                .forEach((key, limit) -> detail.set(
                        key,
                        WireJson.object(
                                "limit",
                                limit,
                                "in_use",
                                used(call.segment("id"), call.query("user_id"), key),
                                "reserved",
                                0)));
        return Answer.ok(WireJson.object("quota_set", detail));
    }

    private int used(String project, String key) {
        return used(project, null, key);
    }

    /** @param user null for all of the project */
    private int used(String project, String user, String key) {
        return nova.servers
                .of(project)
                .filter(server -> user == null || user.equals(server.user))
                .mapToInt(server -> switch (key) {
                    case "instances" -> 1;
                    case "cores" -> server.flavor().path("vcpus").asInt();
                    case "ram" -> server.flavor().path("ram").asInt();
                    default -> 0;
                })
                .sum();
    }

    private Answer limits(Call call) {
        String project = call.query("tenant_id") != null && call.caller().admin()
                ? call.query("tenant_id")
                : call.caller().projectId();
        Map<String, Integer> limits = limitsOf(project);
        Map<String, Integer> known = known(call, limits);
        ObjectNode absolute = WireJson.object();
        LIMITS.forEach((name, key) -> {
            if (known.containsKey(key)) {
                absolute.put(name, known.get(key));
            }
        });
        absolute.put("totalRAMUsed", used(project, "ram"))
                .put("totalCoresUsed", used(project, "cores"))
                .put("totalInstancesUsed", used(project, "instances"));
        if (known.containsKey("floating_ips")) {
            absolute.put("maxImageMeta", limits.get("metadata_items"))
                    .put("totalFloatingIpsUsed", 0)
                    .put("totalSecurityGroupsUsed", 0);
        }
        if (nova.release().modern()) {
            absolute.put("totalServerGroupsUsed", 0);
        }
        return Answer.ok(WireJson.object("limits", WireJson.object("rate", WireJson.array(), "absolute", absolute)));
    }

    /** Refuses a server that does not fit into what its project may have. */
    void claim(String project, ObjectNode flavor) {
        Map<String, Integer> limits = limitsOf(project);
        Map<String, Integer> wanted = Map.of(
                "instances",
                1,
                "cores",
                flavor.path("vcpus").asInt(),
                "ram",
                flavor.path("ram").asInt());
        for (String key : List.of("cores", "instances", "ram")) {
            int limit = limits.get(key);
            if (limit >= 0 && used(project, key) + wanted.get(key) > limit) {
                throw Refused.forbidden("Quota exceeded for " + key + ": Requested " + wanted.get(key)
                        + ", but already used " + used(project, key) + " of " + limit + " " + key);
            }
        }
    }
}
