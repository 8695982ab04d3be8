package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.identity.Directory.Assignment;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Roles given to users and groups in projects, in domains, inherited below them and in the system. */
final class Grants {
    private final Identity identity;
    private final Directory directory;

    Grants(Identity identity) {
        this.identity = identity;
        this.directory = identity.directory();
    }

    void addTo(Routes routes) {
        for (String actor : List.of("user", "group")) {
            for (String target : List.of("project", "domain")) {
                String path = "/v3/" + target + "s/{target}/" + actor + "s/{actor}/roles";
                grants(routes, path, "", actor, target, false);
                grants(
                        routes,
                        "/v3/OS-INHERIT/" + path.substring("/v3/".length()),
                        "/inherited_to_projects",
                        actor,
                        target,
                        true);
            }
            grants(routes, "/v3/system/" + actor + "s/{actor}/roles", "", actor, "system", false);
        }
        routes.get("/v3/role_assignments", this::list);
    }

    private void grants(Routes routes, String all, String suffix, String actor, String target, boolean inherited) {
        String one = all + "/{role}" + suffix;
        routes.get(all + suffix, call -> {
            Entities.admin(call, "list_grants");
            ends(call, actor, target);
            List<ObjectNode> rows = directory
                    .roles
                    .where(role -> directory.assignments.contains(
                            assignment(call, WireJson.text(role, "id"), actor, target, inherited)))
                    .toList();
            return Answer.ok(Entities.list(identity, call, "roles", "role", rows));
        });
        routes.put(one, call -> {
            Entities.admin(call, "create_grant");
            ends(call, actor, target);
            Entities.require(directory.roles, "role", call.segment("role"));
            directory.assignments.add(assignment(call, call.segment("role"), actor, target, inherited));
            return Answer.noContent();
        });
        routes.on("HEAD", one, call -> present(call, actor, target, inherited));
        routes.get(one, call -> present(call, actor, target, inherited));
        routes.delete(one, call -> {
            Answer answer = present(call, actor, target, inherited);
            directory.assignments.remove(assignment(call, call.segment("role"), actor, target, inherited));
            return answer;
        });
    }

    private Answer present(Call call, String actor, String target, boolean inherited) {
        Entities.admin(call, "check_grant");
        ends(call, actor, target);
        if (!directory.assignments.contains(assignment(call, call.segment("role"), actor, target, inherited))) {
            throw Refused.notFound(
                    "Could not find role assignment with role: " + call.segment("role") + ", user or group: "
                            + call.segment("actor") + ", project, domain, or system: " + call.segment("target") + ".");
        }
        return Answer.noContent();
    }

    private void ends(Call call, String actor, String target) {
        Entities.require(actor.equals("user") ? directory.users : directory.groups, actor, call.segment("actor"));
        if (!target.equals("system")) {
            Entities.require(
                    target.equals("project") ? directory.projects : directory.domains, target, call.segment("target"));
        }
    }

    private static Assignment assignment(Call call, String role, String actor, String target, boolean inherited) {
        return new Assignment(
                role,
                actor,
                call.segment("actor"),
                target,
                target.equals("system") ? "all" : call.segment("target"),
                inherited);
    }

    private Answer list(Call call) {
        Entities.admin(call, "list_role_assignments");
        boolean names =
                call.query().containsKey("include_names") && !"false".equalsIgnoreCase(call.query("include_names"));
        Set<Assignment> shown = call.query().containsKey("effective") ? effective() : directory.assignments;
        ArrayNode rows = WireJson.array();
        shown.stream()
                .filter(given -> asked(call, given))
                .map(given -> row(given, names))
                .forEach(rows::add);
        String query = call.rawQuery() == null ? "" : "?" + call.rawQuery();
        return Answer.ok(WireJson.object(
                "role_assignments",
                rows,
                "links",
                WireJson.object("next", null, "self", identity.url() + call.path() + query, "previous", null)));
    }

    private static boolean asked(Call call, Assignment given) {
        return same(call.query("role.id"), given.role())
                && same(call.query("user.id"), given.actor().equals("user") ? given.actorId() : "")
                && same(call.query("group.id"), given.actor().equals("group") ? given.actorId() : "")
                && same(call.query("scope.project.id"), given.target().equals("project") ? given.targetId() : "")
                && same(call.query("scope.domain.id"), given.target().equals("domain") ? given.targetId() : "")
                && same(call.query("scope.system"), given.target().equals("system") ? "all" : "")
                && same(call.query("scope.OS-INHERIT:inherited_to"), given.inherited() ? "projects" : "");
    }

    private static boolean same(String asked, String given) {
        return asked == null || asked.equals(given);
    }

    /** Groups resolved to their members, inherited ones to the projects below. */
    private Set<Assignment> effective() {
        Set<Assignment> found = new LinkedHashSet<>();
        for (ObjectNode user : directory.users.all()) {
            String id = WireJson.text(user, "id");
            for (ObjectNode project : directory.projects.all()) {
                String at = WireJson.text(project, "id");
                directory
                        .rolesInProject(id, at)
                        .forEach(role -> found.add(new Assignment(role, "user", id, "project", at, false)));
            }
            for (ObjectNode domain : directory.domains.all()) {
                String at = WireJson.text(domain, "id");
                directory
                        .rolesInDomain(id, at)
                        .forEach(role -> found.add(new Assignment(role, "user", id, "domain", at, false)));
            }
        }
        return found;
    }

    private ObjectNode row(Assignment given, boolean names) {
        ObjectNode scope = given.target().equals("system")
                ? WireJson.object("system", WireJson.object("all", true))
                : WireJson.object(
                        given.target(),
                        part(
                                given.target().equals("project") ? directory.projects : directory.domains,
                                given.targetId(),
                                names,
                                true));
        if (given.inherited()) {
            scope.put("OS-INHERIT:inherited_to", "projects");
        }
        String path = given.target().equals("system") ? "/system" : "/" + given.target() + "s/" + given.targetId();
        String link = identity.url() + "/v3" + (given.inherited() ? "/OS-INHERIT" : "") + path + "/" + given.actor()
                + "s/" + given.actorId() + "/roles/" + given.role()
                + (given.inherited() ? "/inherited_to_projects" : "");
        return WireJson.object(
                "links",
                WireJson.object("assignment", link),
                "scope",
                scope,
                given.actor(),
                part(given.actor().equals("user") ? directory.users : directory.groups, given.actorId(), names, true),
                "role",
                part(directory.roles, given.role(), names, false));
    }

    private ObjectNode part(Table table, String id, boolean names, boolean owned) {
        ObjectNode part = WireJson.object("id", id);
        if (names) {
            ObjectNode row = table.get(id);
            if (row == null) { // gone from LDAP: Keystone lists it with nothing but its id
                part.put("name", "");
                return part.set("domain", WireJson.object("id", "", "name", ""));
            }
            part.put("name", WireJson.text(row, "name"));
            String domain = WireJson.text(row, "domain_id");
            if (owned && domain != null) {
                part.set(
                        "domain",
                        WireJson.object("id", domain, "name", WireJson.text(directory.domains.get(domain), "name")));
            }
        }
        return part;
    }
}
