package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a tenant has, field by field, in words that mean the same on a cloud of 2014 and on one of today. Nothing of the
 * migration's own code is used: an independent reader.
 */
final class TenantFacts {
    private final EmbeddedCloud cloud;
    private final Inside admin;
    private final String compute;
    private final String volume;
    private final String tenant;
    private final Map<String, String> facts = new TreeMap<>();
    private final Set<String> networks = new TreeSet<>();

    private TenantFacts(EmbeddedCloud cloud, String tenant, String compute, String volume) {
        this.cloud = cloud;
        this.admin = cloud.inside();
        this.compute = compute;
        this.volume = volume;
        this.tenant = admin.id("identity", "/v3/projects", "projects", tenant);
    }

    /** By the object and its field: {@code "user bob enabled"} is {@code "false"}. */
    static Map<String, String> ofIcehouse(EmbeddedCloud cloud, String tenant) {
        String project = cloud.inside().projectId();
        TenantFacts facts = new TenantFacts(cloud, tenant, "/v2/" + project, "/v2/" + project);
        return facts.read(network -> network.ofNovaNetwork(facts.compute));
    }

    static Map<String, String> ofToday(EmbeddedCloud cloud, String tenant) {
        TenantFacts facts =
                new TenantFacts(cloud, tenant, "/v2.1", "/v3/" + cloud.inside().projectId());
        return facts.read(NetworkFacts::ofNeutron);
    }

    private Map<String, String> read(Consumer<NetworkFacts> network) {
        Map<String, String> projects = names("identity", "/v3/projects", "projects");
        tellOf("project", one("identity", "/v3/projects", "projects", tenant), "name", "description", "enabled");
        users();
        quotas();
        Set<String> flavors = new TreeSet<>();
        servers(flavors);
        flavors(flavors, projects);
        network.accept(new NetworkFacts(admin, tenant, networks, this));
        images(projects);
        volumes();
        return facts;
    }

    private void users() {
        Map<String, String> roles = names("identity", "/v3/roles", "roles");
        for (JsonNode assignment :
                admin.list("identity", "/v3/role_assignments?scope.project.id=" + tenant, "role_assignments")) {
            String role = roles.get(assignment.path("role").path("id").asText());
            JsonNode user = one(
                    "identity",
                    "/v3/users",
                    "users",
                    assignment.path("user").path("id").asText());
            String name = user.path("name").asText();
            facts.put("user " + name + " role " + role.replace("_member_", "member"), "given");
            tellOf("user " + name, user, "enabled", "email", "phone");
        }
    }

    private void quotas() {
        JsonNode nova =
                admin.get("compute", compute + "/os-quota-sets/" + tenant).path("quota_set");
        tellOf("quota", nova, "cores", "instances", "ram", "key_pairs", "metadata_items");
        tellOf("quota", admin.get("volume", volume + "/os-quota-sets/" + tenant).path("quota_set"), "volumes");
    }

    private void servers(Set<String> flavors) {
        for (JsonNode server : admin.servers()) {
            if (server.path("tenant_id").asText().equals(tenant)) {
                String of = "server " + server.path("name").asText();
                tellOf(of, server, "status", "key_name");
                server.path("metadata").properties().stream()
                        .filter(item -> !item.getKey().startsWith("pumphouse_"))
                        .forEach(item -> facts.put(
                                of + " metadata " + item.getKey(),
                                item.getValue().asText()));
                server.path("addresses")
                        .properties()
                        .forEach(network -> network.getValue()
                                .forEach(address -> facts.put(
                                        of + " address " + address.path("addr").asText(),
                                        network.getKey() + " "
                                                + address.path("OS-EXT-IPS:type")
                                                        .asText() + " "
                                                + address.path("OS-EXT-IPS-MAC:mac_addr")
                                                        .asText())));
                server.path("addresses").fieldNames().forEachRemaining(networks::add);
                facts.put(of + " groups", joined(server.path("security_groups"), "name"));
                JsonNode flavor = flavor(server.path("flavor"));
                facts.put(of + " flavor", flavor.path("name").asText());
                flavors.add(flavor.path("name").asText());
            }
        }
    }

    private JsonNode flavor(JsonNode carried) {
        return allFlavors().stream()
                .filter(flavor -> flavor.path("id").equals(carried.path("id"))
                        || flavor.path("name").equals(carried.path("original_name")))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> allFlavors() {
        return admin.list("compute", compute + "/flavors/detail?is_public=None", "flavors");
    }

    private void flavors(Set<String> used, Map<String, String> projects) {
        for (JsonNode flavor : allFlavors()) {
            String name = flavor.path("name").asText();
            if (used.contains(name) || name.equals("own")) {
                tellOf(
                        "flavor " + name,
                        flavor,
                        "ram",
                        "vcpus",
                        "disk",
                        "swap",
                        "OS-FLV-EXT-DATA:ephemeral",
                        "os-flavor-access:is_public");
                String path = compute + "/flavors/" + flavor.path("id").asText();
                facts.put(
                        "flavor " + name + " extra specs",
                        admin.get("compute", path + "/os-extra_specs")
                                .path("extra_specs")
                                .toString());
                if (!flavor.path("os-flavor-access:is_public").asBoolean()) {
                    facts.put(
                            "flavor " + name + " access",
                            admin.list("compute", path + "/os-flavor-access", "flavor_access").stream()
                                    .map(access -> projects.get(
                                            access.path("tenant_id").asText()))
                                    .sorted()
                                    .collect(Collectors.joining(",")));
                }
            }
        }
    }

    /** Without those that hold nothing, and without the contents of servers that their copies boot from. */
    private void images(Map<String, String> projects) {
        Map<String, String> names = names("image", "/v2/images", "images");
        for (JsonNode image : admin.list("image", "/v2/images", "images")) {
            if (image.path("owner").asText().equals(tenant)
                    && image.path("status").asText().equals("active")
                    && !image.path("name").asText().endsWith(" disk, migrated")) {
                String of = "image " + image.path("name").asText();
                tellOf(
                        of,
                        image,
                        "checksum",
                        "size",
                        "status",
                        "disk_format",
                        "container_format",
                        "min_disk",
                        "min_ram",
                        "protected",
                        "os_distro");
                facts.put(
                        of + " public",
                        String.valueOf(image.path("visibility").asText().equals("public")));
                facts.put(
                        of + " kernel",
                        names.get(image.path("kernel_id").asText()) + ", "
                                + names.get(image.path("ramdisk_id").asText()));
                String members = "/v2/images/" + image.path("id").asText() + "/members";
                if (!image.path("visibility").asText().equals("public")) {
                    facts.put(
                            of + " members",
                            admin.list("image", members, "members").stream()
                                    .map(member -> projects.get(
                                            member.path("member_id").asText()))
                                    .sorted()
                                    .collect(Collectors.joining(",")));
                }
            }
        }
    }

    private void volumes() {
        Map<String, String> servers = admin.servers().stream()
                .collect(Collectors.toMap(
                        server -> server.path("id").asText(),
                        server -> server.path("name").asText()));
        for (JsonNode each : admin.list("volume", volume + "/volumes/detail?all_tenants=1", "volumes")) {
            if (each.path("os-vol-tenant-attr:tenant_id").asText().equals(tenant)) {
                String of = "volume " + each.path("name").asText();
                tellOf(of, each, "size", "bootable", "status");
                facts.put(of + " content", VolumeFixture.content(cloud, each));
                each.path("attachments")
                        .forEach(attached -> facts.put(
                                of + " at",
                                servers.get(attached.path("server_id").asText()) + " "
                                        + attached.path("device").asText()));
            }
        }
    }

    void put(String fact, String value) {
        facts.put(fact, value);
    }

    void tellOf(String object, JsonNode shown, String... fields) {
        for (String field : fields) {
            facts.put(
                    object + " " + field,
                    shown.path(field).isNull()
                                    || field.equals("swap") && shown.path(field).asInt() == 0
                            ? ""
                            : shown.path(field).asText());
        }
    }

    private JsonNode one(String service, String path, String list, String id) {
        return admin.list(service, path, list).stream()
                .filter(object -> object.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Map<String, String> names(String service, String path, String list) {
        return admin.list(service, path, list).stream()
                .collect(Collectors.toMap(
                        object -> object.path("id").asText(),
                        object -> object.path("name").asText()));
    }

    private static String joined(JsonNode list, String field) {
        Set<String> all = new TreeSet<>();
        list.forEach(each -> all.add(each.path(field).asText()));
        return String.join(",", all);
    }
}
