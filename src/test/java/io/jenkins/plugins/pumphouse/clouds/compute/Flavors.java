package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/** Flavors, their extra specs and who may use the private ones. */
final class Flavors {
    private static final Set<String> KNOWN = Set.of(
            "name",
            "ram",
            "vcpus",
            "disk",
            "id",
            "swap",
            "rxtx_factor",
            "description",
            "os-flavor-access:is_public",
            "OS-FLV-EXT-DATA:ephemeral");

    private final Compute nova;
    private final Predicate<String> projectExists;
    private final Table table = new Table();
    private final Map<String, ObjectNode> specs = new HashMap<>();
    private final Map<String, Set<String>> access = new HashMap<>();

    Flavors(Compute nova, Predicate<String> projectExists) {
        this.nova = nova;
        this.projectExists = projectExists;
    }

    void addTo(Routes routes, String root) {
        String one = root + "/flavors/{id}";
        String extra = one + "/os-extra_specs";
        routes.get(root + "/flavors/detail", call -> list(call, true))
                .get(root + "/flavors", call -> list(call, false))
                .post(root + "/flavors", this::create)
                .get(one, call -> Answer.ok(WireJson.object("flavor", view(call, visible(call), true))))
                .put(one, this::update)
                .delete(one, call -> {
                    Compute.admin(call, "os-flavor-manage:delete");
                    table.remove(id(require(call)));
                    return Answer.accepted();
                })
                .get(extra, call -> Answer.ok(WireJson.object("extra_specs", specs.get(id(visible(call))))))
                .post(extra, this::addSpecs)
                .get(extra + "/{key}", call -> Answer.ok(WireJson.object(call.segment("key"), spec(call))))
                .put(extra + "/{key}", call -> {
                    Compute.admin(call, "os-flavor-extra-specs:update");
                    specs.get(id(require(call)))
                            .set(call.segment("key"), call.json().get(call.segment("key")));
                    return Answer.ok(call.json());
                })
                .delete(extra + "/{key}", call -> {
                    Compute.admin(call, "os-flavor-extra-specs:delete");
                    spec(call);
                    specs.get(id(require(call))).remove(call.segment("key"));
                    return Answer.empty(200);
                })
                .get(one + "/os-flavor-access", call -> {
                    Compute.admin(call, "os-flavor-access");
                    if (isPublic(require(call))) {
                        throw Refused.notFound("Access list not available for public flavors.");
                    }
                    return Answer.ok(accessOf(id(require(call))));
                })
                .post(one + "/action", this::access);
    }

    private Answer list(Call call, boolean detail) {
        List<ObjectNode> rows =
                new ArrayList<>(table.where(row -> listed(row, call)).toList());
        rows.sort(Comparator.comparing(Flavors::id));
        int from = 0;
        if (call.query("marker") != null) {
            from = rows.stream().map(Flavors::id).toList().indexOf(call.query("marker")) + 1;
            if (from == 0) {
                throw Refused.badRequest("marker [" + call.query("marker") + "] not found");
            }
        }
        int limit = nova.pageSize(call);
        List<ObjectNode> page = rows.subList(from, Math.min(rows.size(), from + limit));
        ObjectNode body = WireJson.object(
                "flavors",
                WireJson.arrayOf(
                        page.stream().map(row -> view(call, row, detail)).toList()));
        if (page.size() == limit) {
            body.set("flavors_links", nova.nextLink(call, id(page.get(page.size() - 1))));
        }
        return Answer.ok(body);
    }

    private boolean listed(ObjectNode row, Call call) {
        String asked = String.valueOf(call.query("is_public"));
        if (!call.caller().admin()) {
            return usable(row, call.caller());
        }
        // Without a word an administrator too sees only public ones and those of the own project.
        return switch (asked.toLowerCase(Locale.ROOT)) {
                    case "none" -> true;
                    case "false", "0", "f", "no" -> !isPublic(row);
                    case "null" ->
                        isPublic(row)
                                || access.get(id(row)).contains(call.caller().projectId());
                    default -> isPublic(row);
                }
                && (call.query("is_public") != null || usable(row, call.caller()));
    }

    private boolean usable(ObjectNode row, TokenHolder caller) {
        return isPublic(row) || access.get(id(row)).contains(caller.projectId());
    }

    private Answer create(Call call) {
        Compute.admin(call, "os-flavor-manage:create");
        ObjectNode wanted = call.entity("flavor");
        for (String field : wanted.properties().stream().map(Map.Entry::getKey).toList()) {
            if (!KNOWN.contains(field)
                    || field.equals("description") && !nova.version(call).from(55)) {
                throw invalid("flavor", "Additional properties are not allowed ('" + field + "' was unexpected)");
            }
        }
        for (String field : List.of("name", "ram", "vcpus", "disk")) {
            if (!WireJson.has(wanted, field)) {
                throw invalid("flavor", "'" + field + "' is a required property");
            }
        }
        if (wanted.path("ram").asInt() < 1) {
            throw invalid("ram", wanted.path("ram").asText() + " is less than the minimum of 1");
        }
        String id = WireJson.has(wanted, "id") && !WireJson.text(wanted, "id").equals("auto")
                ? WireJson.text(wanted, "id")
                : UUID.randomUUID().toString();
        if (table.has(id)) {
            throw Refused.conflict("Flavor with ID " + id + " already exists.");
        }
        String name = WireJson.text(wanted, "name");
        // Its column is compared without case by MySQL.
        if (table.where(flavor -> name.equalsIgnoreCase(WireJson.text(flavor, "name")))
                .findAny()
                .isPresent()) {
            throw Refused.conflict("Flavor with name " + name + " already exists.");
        }
        ObjectNode row = WireJson.object(
                "id",
                id,
                "name",
                name,
                "ram",
                wanted.path("ram").asInt(),
                "disk",
                wanted.path("disk").asInt(),
                "swap",
                wanted.path("swap").asInt(),
                "OS-FLV-EXT-DATA:ephemeral",
                wanted.path("OS-FLV-EXT-DATA:ephemeral").asInt(),
                "OS-FLV-DISABLED:disabled",
                false,
                "vcpus",
                wanted.path("vcpus").asInt(),
                "os-flavor-access:is_public",
                wanted.path("os-flavor-access:is_public").asBoolean(true),
                "rxtx_factor",
                wanted.path("rxtx_factor").asDouble(1.0),
                "description",
                WireJson.text(wanted, "description"));
        specs.put(id, WireJson.object());
        access.put(id, new TreeSet<>());
        table.add(row);
        return Answer.ok(WireJson.object("flavor", view(call, row, true)));
    }

    private Answer update(Call call) {
        nova.since(call, 55);
        Compute.admin(call, "os-flavor-manage:update");
        ObjectNode row = require(call);
        row.put("description", WireJson.text(call.entity("flavor"), "description"));
        return Answer.ok(WireJson.object("flavor", view(call, row, true)));
    }

    private Answer addSpecs(Call call) {
        Compute.admin(call, "os-flavor-extra-specs:create");
        ObjectNode wanted = call.entity("extra_specs");
        specs.get(id(require(call))).setAll(wanted);
        return Answer.ok(WireJson.object("extra_specs", wanted));
    }

    private JsonNode spec(Call call) {
        ObjectNode row = visible(call);
        JsonNode value = specs.get(id(row)).get(call.segment("key"));
        if (value == null) {
            throw Refused.notFound("Flavor " + id(row) + " has no extra specs with key " + call.segment("key") + ".");
        }
        return value;
    }

    private Answer access(Call call) {
        Compute.admin(call, "os-flavor-access");
        ObjectNode row = require(call);
        boolean add = call.json().has("addTenantAccess");
        String project = WireJson.text(call.json().path(add ? "addTenantAccess" : "removeTenantAccess"), "tenant");
        if (project == null) {
            throw Refused.badRequest("There is no such action: " + call.json().fieldNames());
        }
        if (nova.release().modern() && !projectExists.test(project)) {
            throw Refused.badRequest("Project ID " + project + " is not a valid project.");
        }
        if (add && !access.get(id(row)).add(project)) {
            throw Refused.conflict(
                    "Flavor access already exists for flavor " + id(row) + " and project " + project + " combination.");
        }
        if (!add && !access.get(id(row)).remove(project)) {
            throw Refused.notFound("Flavor access not found for " + id(row) + " / " + project + " combination.");
        }
        return Answer.ok(accessOf(id(row)));
    }

    private ObjectNode accessOf(String id) {
        return WireJson.object(
                "flavor_access",
                WireJson.arrayOf(access.get(id).stream()
                        .map(project -> WireJson.object("flavor_id", id, "tenant_id", project))
                        .toList()));
    }

    private ObjectNode view(Call call, ObjectNode row, boolean detail) {
        AskedMicroversion version = nova.version(call);
        ObjectNode view = detail ? row.deepCopy() : WireJson.object("id", id(row), "name", row.get("name"));
        view.remove("description");
        if (detail && !version.from(75) && row.path("swap").asInt() == 0) {
            view.put("swap", "");
        }
        view.set("links", nova.links(call, "flavors", id(row)));
        if (version.from(55)) {
            view.set("description", row.get("description"));
        }
        if (detail && version.from(61)) {
            view.set("extra_specs", specs.get(id(row)));
        }
        return view;
    }

    /** What a server carries of its flavor from 2.47 on: everything but the id. */
    ObjectNode embedded(ObjectNode row) {
        return WireJson.object(
                "vcpus",
                row.get("vcpus"),
                "ram",
                row.get("ram"),
                "disk",
                row.get("disk"),
                "ephemeral",
                row.get("OS-FLV-EXT-DATA:ephemeral"),
                "swap",
                row.get("swap"),
                "original_name",
                row.get("name"),
                "extra_specs",
                specs.get(id(row)).deepCopy());
    }

    /** The flavor of a new server; {@link Refused} 400 for one that does not exist or is not the caller's to use. */
    ObjectNode forServer(String id, TokenHolder caller) {
        ObjectNode row = table.get(id);
        if (row == null || !(caller.admin() || usable(row, caller))) {
            throw Refused.badRequest("Flavor " + id + " could not be found.");
        }
        return row;
    }

    private ObjectNode visible(Call call) {
        ObjectNode row = require(call);
        if (!call.caller().admin() && !usable(row, call.caller())) {
            throw Refused.notFound("Flavor " + call.segment("id") + " could not be found.");
        }
        return row;
    }

    private ObjectNode require(Call call) {
        ObjectNode row = table.get(call.segment("id"));
        if (row == null) {
            throw Refused.notFound("Flavor " + call.segment("id") + " could not be found.");
        }
        return row;
    }

    private static Refused invalid(String field, String reason) {
        return Refused.badRequest("Invalid input for field/attribute " + field + ". " + reason);
    }

    private static boolean isPublic(ObjectNode row) {
        return row.path("os-flavor-access:is_public").asBoolean();
    }

    private static String id(ObjectNode row) {
        return WireJson.text(row, "id");
    }
}
