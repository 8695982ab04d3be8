package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.identity.Directory.Assignment;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Keystone v2.0 at its admin address (port 35357): tenants, users, roles. The catalog's adminURL leads here. */
public final class IdentityAdmin extends CloudService {
    private final Identity identity;
    private final Directory directory;
    private final V2 v2;

    public IdentityAdmin(Identity identity) {
        super(identity.world());
        this.identity = identity;
        this.directory = identity.directory();
        this.v2 = new V2(identity);
        routes().open("GET", "/v2.0", call -> Answer.ok(WireJson.object("version", identity.version2())))
                .open("POST", "/v2.0/tokens", v2::issue)
                .get("/v2.0/tokens/{id}", call -> {
                    Tokens.Token token = identity.tokens().valid(call.segment("id"));
                    if (token == null) {
                        throw Refused.notFound("Could not find token: " + call.segment("id") + ".");
                    }
                    return Answer.ok(v2.access(token));
                });
        tenants();
        users();
        roles();
    }

    private void tenants() {
        routes().get("/v2.0/tenants", this::tenantList)
                .get(
                        "/v2.0/tenants/{id}",
                        call -> Answer.ok(WireJson.object(
                                "tenant", V2.tenant(require(directory.projects, "project", call.segment("id"))))))
                .post("/v2.0/tenants", call -> {
                    ObjectNode wanted = call.entity("tenant");
                    ObjectNode row = WireJson.object(
                            "id",
                            Directory.newId(),
                            "name",
                            null,
                            "description",
                            null,
                            "enabled",
                            true,
                            "domain_id",
                            Directory.DEFAULT_DOMAIN,
                            "parent_id",
                            Directory.DEFAULT_DOMAIN,
                            "is_domain",
                            false,
                            "tags",
                            WireJson.array(),
                            "options",
                            WireJson.object());
                    return Answer.ok(
                            WireJson.object("tenant", V2.tenant(stored(directory.projects, "project", row, wanted))));
                })
                .post("/v2.0/tenants/{id}", this::updateTenant)
                .put("/v2.0/tenants/{id}", this::updateTenant)
                .delete("/v2.0/tenants/{id}", call -> deleted(directory.projects, "project", call))
                .get("/v2.0/tenants/{tenant}/users", call -> {
                    require(directory.projects, "project", call.segment("tenant"));
                    Stream<ObjectNode> there = directory.users.where(user -> !directory
                            .rolesInProject(WireJson.text(user, "id"), call.segment("tenant"))
                            .isEmpty());
                    return Answer.ok(WireJson.object(
                            "users", WireJson.arrayOf(there.map(V2::user).toList())));
                });
    }

    private Answer updateTenant(Call call) {
        ObjectNode row =
                require(directory.projects, "project", call.segment("id")).deepCopy();
        // The one answer of v2.0 that forgets to hide the domain.
        return Answer.ok(WireJson.object(
                "tenant",
                V2.tenant(stored(directory.projects, "project", row, call.entity("tenant")))
                        .put("domain_id", Directory.DEFAULT_DOMAIN)));
    }

    /** All tenants of the default domain, in pages when a limit is given; there are never links to the next one. */
    private Answer tenantList(Call call) {
        if (call.query("name") != null) {
            return named(call, directory.projects, "tenant", V2::tenant);
        }
        List<ObjectNode> all =
                directory.projects.where(V2::inDefaultDomain).map(V2::tenant).toList();
        String marker = call.query("marker");
        int from = marker == null
                ? 0
                : all.stream().map(row -> WireJson.text(row, "id")).toList().indexOf(marker) + 1;
        if (marker != null && from == 0) {
            throw Refused.badRequest("Marker could not be found");
        }
        int limit = call.query("limit") == null ? all.size() : Integer.parseInt(call.query("limit"));
        return Answer.ok(WireJson.object(
                "tenants",
                WireJson.arrayOf(all.subList(from, Math.min(all.size(), from + limit))),
                "tenants_links",
                WireJson.array()));
    }

    private void users() {
        routes().get(
                        "/v2.0/users",
                        call -> call.query("name") != null
                                ? named(call, directory.users, "user", V2::user)
                                : Answer.ok(WireJson.object(
                                        "users",
                                        WireJson.arrayOf(directory.users.all().stream()
                                                .map(V2::user)
                                                .toList()))))
                .get(
                        "/v2.0/users/{id}",
                        call -> Answer.ok(
                                WireJson.object("user", V2.user(require(directory.users, "user", call.segment("id"))))))
                .post("/v2.0/users", call -> {
                    ObjectNode row = WireJson.object(
                            "id",
                            Directory.newId(),
                            "name",
                            null,
                            "enabled",
                            true,
                            "domain_id",
                            Directory.DEFAULT_DOMAIN,
                            "options",
                            WireJson.object(),
                            "password_expires_at",
                            null);
                    return Answer.ok(WireJson.object("user", V2.user(storedUser(row, call.entity("user")))));
                })
                .put(
                        "/v2.0/users/{id}",
                        call -> Answer.ok(WireJson.object(
                                "user",
                                V2.user(storedUser(
                                        require(directory.users, "user", call.segment("id"))
                                                .deepCopy(),
                                        call.entity("user"))))))
                .delete("/v2.0/users/{id}", call -> deleted(directory.users, "user", call));
    }

    private ObjectNode storedUser(ObjectNode row, ObjectNode wanted) {
        String tenant = WireJson.text(wanted, "tenantId");
        if (tenant != null) {
            require(directory.projects, "project", tenant);
            row.put("default_project_id", tenant);
        }
        ObjectNode user =
                stored(directory.users, "user", row, wanted.deepCopy().without(List.of("tenantId", "username")));
        String id = WireJson.text(user, "id");
        if (WireJson.has(wanted, "password")) {
            directory.password(id, WireJson.text(wanted, "password"));
        }
        if (tenant != null) {
            // v2.0 makes a user a member of its tenant by the role _member_, which it creates when it is missing.
            String member = directory.role("_member_");
            if (member == null) {
                member = WireJson.text(
                        directory.roles.add(WireJson.object(
                                "id",
                                "9fe2ff9ee4384b1894a90878d3e92bab",
                                "name",
                                "_member_",
                                "domain_id",
                                null,
                                "description",
                                null,
                                "options",
                                WireJson.object())),
                        "id");
            }
            directory.assignments.add(new Assignment(member, "user", id, "project", tenant, false));
        }
        return user;
    }

    private void roles() {
        String grants = "/v2.0/tenants/{tenant}/users/{user}/roles";
        routes().get(
                        "/v2.0/OS-KSADM/roles",
                        call -> Answer.ok(WireJson.object(
                                "roles",
                                WireJson.arrayOf(directory.roles.all().stream()
                                        .map(V2::role)
                                        .toList()))))
                .get(
                        "/v2.0/OS-KSADM/roles/{id}",
                        call -> Answer.ok(
                                WireJson.object("role", V2.role(require(directory.roles, "role", call.segment("id"))))))
                .post(
                        "/v2.0/OS-KSADM/roles",
                        call -> Answer.ok(WireJson.object(
                                "role",
                                V2.role(stored(
                                        directory.roles,
                                        "role",
                                        WireJson.object(
                                                "id",
                                                Directory.newId(),
                                                "name",
                                                null,
                                                "domain_id",
                                                null,
                                                "description",
                                                null,
                                                "options",
                                                WireJson.object()),
                                        call.entity("role"))))))
                .delete("/v2.0/OS-KSADM/roles/{id}", call -> deleted(directory.roles, "role", call))
                .get(
                        grants,
                        call -> Answer.ok(WireJson.object(
                                "roles",
                                WireJson.arrayOf(
                                        directory.rolesInProject(call.segment("user"), call.segment("tenant")).stream()
                                                .map(id -> V2.role(directory.roles.get(id)))
                                                .toList()))))
                .put(grants + "/OS-KSADM/{role}", call -> {
                    Assignment given = grant(call);
                    if (!directory.assignments.add(given)) {
                        throw Refused.conflict(
                                "Conflict occurred attempting to store role grant - User " + given.actorId()
                                        + " already has role " + given.role() + " in project " + given.targetId());
                    }
                    return Answer.ok(WireJson.object("role", V2.role(directory.roles.get(given.role()))));
                })
                .delete(grants + "/OS-KSADM/{role}", call -> {
                    Assignment given = grant(call);
                    if (!directory.assignments.remove(given)) {
                        throw Refused.notFound("Could not find role: " + given.role() + ".");
                    }
                    // Keystone of that age ends all tokens of a user who loses a role.
                    identity.tokens().revokeOf(given.actorId());
                    return Answer.noContent();
                });
    }

    private Assignment grant(Call call) {
        require(directory.projects, "project", call.segment("tenant"));
        require(directory.users, "user", call.segment("user"));
        require(directory.roles, "role", call.segment("role"));
        return new Assignment(
                call.segment("role"), "user", call.segment("user"), "project", call.segment("tenant"), false);
    }

    /** With {@code ?name=} a list answers the one object instead. */
    private Answer named(Call call, Table table, String kind, UnaryOperator<ObjectNode> view) {
        ObjectNode row = table.where("name", call.query("name"))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("Could not find " + (kind.equals("tenant") ? "project" : kind)
                        + ": " + call.query("name") + "."));
        return Answer.ok(WireJson.object(kind, view.apply(row)));
    }

    private static ObjectNode stored(Table table, String kind, ObjectNode row, ObjectNode wanted) {
        wanted.properties().stream()
                .filter(field -> !List.of("id", "password").contains(field.getKey()))
                .forEach(field -> row.set(field.getKey(), field.getValue()));
        String name = WireJson.text(row, "name");
        if (name == null) {
            throw Refused.badRequest("Name field is required and cannot be empty");
        }
        if (table.where("name", name).anyMatch(other -> !Objects.equals(other.get("id"), row.get("id")))) {
            throw Refused.conflict("Conflict occurred attempting to store " + kind + " - Duplicate Entry");
        }
        return table.add(row);
    }

    private Answer deleted(Table table, String kind, Call call) {
        require(table, kind, call.segment("id"));
        directory.forget(table, call.segment("id"));
        return Answer.noContent();
    }

    private static ObjectNode require(Table table, String kind, String id) {
        return Entities.require(table, kind, id);
    }

    @Override
    protected void check(Call call) {
        if (call.caller() != null && !call.caller().admin()) {
            throw Refused.forbidden("You are not authorized to perform the requested action, admin_required.");
        }
    }

    @Override
    public String type() {
        return "identity";
    }

    @Override
    public Answer refuse(Refused refused, Call call) {
        return Identity.refusal(refused, authUri());
    }

    @Override
    protected Answer dress(Call call, Answer answer) {
        return answer.header("Vary", "X-Auth-Token");
    }
}
