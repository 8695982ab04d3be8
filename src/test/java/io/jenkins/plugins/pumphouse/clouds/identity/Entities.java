package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Create, read, update, delete of one kind of v3 object. Keystone keeps every attribute that it does not know ("extra")
 * and shows it at the top level again, for projects and users alike.
 */
final class Entities {
    private static final List<String> KNOWN = List.of(
            "id",
            "name",
            "domain_id",
            "enabled",
            "options",
            "parent_id",
            "is_domain",
            "tags",
            "default_project_id",
            "password_expires_at");

    /** What the v3 of old clouds does not know yet. */
    private static final List<String> YOUNGER =
            List.of("options", "parent_id", "is_domain", "tags", "password_expires_at");

    private final Identity identity;
    private final Directory directory;
    private final Table table;
    private final String kind;
    private final Map<String, ?> defaults;
    private final boolean inDomain;

    /** @param inDomain whether names are unique per domain instead of in the whole cloud */
    Entities(Identity identity, Table table, String kind, Map<String, ?> defaults, boolean inDomain) {
        this.identity = identity;
        this.directory = identity.directory();
        this.table = table;
        this.kind = kind;
        this.defaults = defaults;
        this.inDomain = inDomain;
    }

    void addTo(Routes routes) {
        String all = "/v3/" + kind + "s";
        String one = all + "/{id}";
        routes.get(all, this::list)
                .post(all, this::create)
                .get(one, this::show)
                .patch(one, this::update)
                .delete(one, this::delete);
        if (kind.equals("user")) {
            routes.post(one + "/password", this::changePassword);
        }
    }

    private Answer list(Call call) {
        admin(call, "list_" + kind + "s");
        List<ObjectNode> rows = table.where(row -> call.query().entrySet().stream()
                        .allMatch(filter ->
                                fits(row, filter.getKey(), filter.getValue().get(0))))
                .toList();
        if (kind.equals("role")) { // without a domain those that belong to none
            rows = rows.stream()
                    .filter(row -> Objects.equals(WireJson.text(row, "domain_id"), call.query("domain_id")))
                    .toList();
        }
        if (List.of("user", "group").contains(kind) && directory.silent.contains(call.query("domain_id"))) {
            throw new Refused(500, null, "An unexpected error prevented the server from fulfilling your request.");
        }
        if (kind.equals("user") && call.query("domain_id") == null) {
            // With a driver per domain a list is that of the token's domain alone, and never of all.
            rows = rows.stream()
                    .filter(row -> !directory.ofOwnDriver.contains(WireJson.text(row, "domain_id")))
                    .toList();
        }
        return Answer.ok(list(identity, call, kind + "s", kind, rows));
    }

    private static boolean fits(ObjectNode row, String name, String value) {
        if (name.equals("tags")) {
            return List.of(value.split(",")).stream().allMatch(tag -> ProjectTags.has(row, tag));
        }
        if (name.equals("tags-any")) {
            return List.of(value.split(",")).stream().anyMatch(tag -> ProjectTags.has(row, tag));
        }
        if (name.endsWith("__contains")) {
            return row.path(name.substring(0, name.length() - "__contains".length()))
                    .asText()
                    .contains(value);
        }
        // Parameters that are no filter of the kind are ignored.
        return !List.of("name", "domain_id", "parent_id", "enabled", "is_domain")
                        .contains(name)
                || !row.has(name)
                || row.path(name).asText().equalsIgnoreCase(value);
    }

    /** A list as v3 answers it: with links, never in pages. */
    static ObjectNode list(Identity identity, Call call, String key, String kind, List<ObjectNode> rows) {
        String query = call.rawQuery() == null ? "" : "?" + call.rawQuery();
        return WireJson.object(
                key,
                WireJson.arrayOf(
                        rows.stream().map(row -> linked(identity, kind, row)).toList()),
                "links",
                WireJson.object("next", null, "self", identity.url() + call.path() + query, "previous", null));
    }

    static ObjectNode linked(Identity identity, String kind, ObjectNode row) {
        ObjectNode shown = row.deepCopy();
        if (!identity.release().modern()) {
            shown.remove(YOUNGER);
        }
        shown.set("links", WireJson.object("self", identity.url() + "/v3/" + kind + "s/" + WireJson.text(row, "id")));
        return shown;
    }

    private Answer show(Call call) {
        String id = call.segment("id");
        boolean own = kind.equals("user") && id.equals(call.caller().userId())
                || kind.equals("project") && id.equals(call.caller().projectId());
        if (!own) {
            admin(call, "get_" + kind);
        }
        return Answer.ok(WireJson.object(kind, linked(identity, kind, require(id))));
    }

    private Answer create(Call call) {
        admin(call, "create_" + kind);
        ObjectNode wanted = call.json().get(kind) instanceof ObjectNode object ? object : WireJson.object();
        if (!WireJson.has(wanted, "name")) {
            throw Refused.badRequest("'name' is a required property");
        }
        form(wanted);
        ObjectNode row = WireJson.object("id", Directory.newId(), "name", null);
        if (inDomain) {
            row.put("domain_id", Directory.DEFAULT_DOMAIN);
        }
        defaults.forEach((name, value) -> row.set(name, WireJson.node(value)));
        if (kind.equals("role")) {
            row.putNull("domain_id").putNull("description");
        }
        if (kind.equals("user")) {
            row.putNull("password_expires_at");
        }
        wanted.properties().stream()
                .filter(field -> !field.getKey().equals("password"))
                .forEach(field -> row.set(field.getKey(), field.getValue()));
        if (kind.equals("project") && !WireJson.has(row, "parent_id")) {
            row.set("parent_id", row.get("domain_id"));
        }
        references(row);
        if (kind.equals("project")) {
            ProjectTree.checkNew(directory, row);
        }
        unique(row);
        table.add(row);
        rememberPassword(row, wanted);
        return Answer.created(WireJson.object(kind, linked(identity, kind, row)));
    }

    private void form(ObjectNode wanted) {
        int longest = List.of("domain", "project", "group").contains(kind) ? 64 : 255;
        if (wanted.has("name")
                && (WireJson.text(wanted, "name").isBlank()
                        || WireJson.text(wanted, "name").length() > longest)) {
            throw Refused.badRequest("Invalid input for field 'name': '" + WireJson.text(wanted, "name") + "' is too "
                    + (WireJson.text(wanted, "name").isBlank() ? "short" : "long"));
        }
        if (List.of("domain", "project").contains(kind) && wanted.path("tags").size() > ProjectTags.MOST) {
            throw Refused.badRequest("Invalid input for field 'tags': " + wanted.path("tags") + " is too long");
        }
        ResourceOptions.check(kind, wanted);
        if (wanted.has("enabled") && !wanted.get("enabled").isBoolean()) {
            throw Refused.badRequest(
                    "Invalid input for field 'enabled': " + wanted.get("enabled") + " is not of type 'boolean'");
        }
    }

    private void references(ObjectNode row) {
        String domain = WireJson.text(row, "domain_id");
        if (inDomain && !directory.domains.has(domain)) {
            throw Refused.badRequest("Could not find domain: " + domain + ".");
        }
        String parent = WireJson.text(row, "parent_id");
        if (kind.equals("project") && !directory.projects.has(parent) && !directory.domains.has(parent)) {
            throw Refused.badRequest("Could not find project: " + parent + ".");
        }
    }

    private void unique(ObjectNode row) {
        String name = WireJson.text(row, "name");
        // MySQL, on which Keystone usually keeps them, compares names without regard to case.
        boolean taken = table.named(name)
                .anyMatch(other -> !other.get("id").equals(row.get("id"))
                        && Objects.equals(WireJson.text(other, "domain_id"), WireJson.text(row, "domain_id")));
        if (taken) {
            if (kind.equals("domain")) { // which is stored as a project
                throw Refused.conflict("Conflict occurred attempting to store project - it is not permitted to have two"
                        + " projects acting as domains with the same name: " + name + ".");
            }
            throw Refused.conflict(
                    kind.equals("project")
                            ? "Conflict occurred attempting to store project - it is not permitted to have two"
                                    + " projects with the same name in the same domain : "
                                    + name + "."
                            : "Conflict occurred attempting to store " + kind + " - Duplicate entry found with name "
                                    + name + (inDomain ? " at domain ID " + WireJson.text(row, "domain_id") : "")
                                    + ".");
        }
    }

    private Answer update(Call call) {
        admin(call, "update_" + kind);
        ObjectNode row = require(call.segment("id"));
        ObjectNode changes = call.entity(kind);
        if (WireJson.has(changes, "domain_id") && !changes.get("domain_id").equals(row.get("domain_id"))) {
            throw Refused.badRequest("Cannot change Domain ID");
        }
        form(changes);
        ObjectNode next = row.deepCopy();
        changes.properties().stream()
                .filter(field -> !List.of("password", "id").contains(field.getKey()))
                .forEach(field -> next.set(field.getKey(), field.getValue()));
        if (changes.has("options")) {
            next.set("options", ResourceOptions.merged(row, changes.path("options")));
        }
        unique(next);
        if (kind.equals("project")) {
            ProjectTree.checkChange(directory, row, next);
        }
        table.add(next);
        rememberPassword(next, changes);
        if (kind.equals("user") && (changes.has("password") || !Directory.enabled(next))) {
            identity.tokens().revokeOf(WireJson.text(next, "id"));
        }
        ObjectNode shown = linked(identity, kind, next);
        if (List.of("project", "user").contains(kind) && identity.release().modern()) {
            // What Keystone does not know is shown once more, under a name of its own, in this one answer.
            ObjectNode extra = next.deepCopy().without(KNOWN);
            shown.set("extra", kind.equals("project") ? extra.without(List.of("description")) : extra);
        }
        return Answer.ok(WireJson.object(kind, shown));
    }

    private void rememberPassword(ObjectNode row, JsonNode wanted) {
        if (WireJson.has(wanted, "password")) {
            directory.password(WireJson.text(row, "id"), WireJson.text(wanted, "password"));
        }
    }

    private Answer delete(Call call) {
        admin(call, "delete_" + kind);
        ObjectNode row = require(call.segment("id"));
        if (kind.equals("domain")) {
            DomainRules.checkDeletion(row);
            directory.forgetDomain(WireJson.text(row, "id"));
        }
        directory.forget(table, WireJson.text(row, "id"));
        return Answer.noContent();
    }

    private Answer changePassword(Call call) {
        String id = call.segment("id");
        ObjectNode user = call.entity("user");
        if (!directory.passwordFits(id, WireJson.text(user, "original_password"))) {
            throw Refused.unauthorized();
        }
        directory.password(id, WireJson.text(user, "password"));
        identity.tokens().revokeOf(id);
        return Answer.noContent();
    }

    private ObjectNode require(String id) {
        return require(table, kind, id);
    }

    static ObjectNode require(Table table, String kind, String id) {
        ObjectNode row = table.get(id);
        if (row == null) {
            throw Refused.notFound("Could not find " + kind + ": " + id + ".");
        }
        return row;
    }

    static void admin(Call call, String action) {
        if (!call.caller().admin()) {
            throw Refused.forbidden("You are not authorized to perform the requested action: identity:" + action + ".");
        }
    }
}
