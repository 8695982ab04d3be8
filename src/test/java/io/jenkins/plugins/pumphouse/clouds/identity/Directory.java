package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What Keystone knows: its objects, who is in which group, who has which role where. */
public final class Directory {
    /** The id of the domain that every cloud is born with. */
    public static final String DEFAULT_DOMAIN = "default";

    /**
     * A role given to somebody somewhere.
     *
     * @param actor {@code user} or {@code group}
     * @param target {@code project}, {@code domain} or {@code system}
     * @param targetId id of the project or domain, {@code all} for the system
     * @param inherited whether it holds in the projects below instead of at the target itself
     */
    public record Assignment(
            String role, String actor, String actorId, String target, String targetId, boolean inherited) {}

    final Table domains = new Table();
    final Table projects = new Table();
    final Table users = new Table();
    final Table groups = new Table();
    final Table roles = new Table();
    final Set<Assignment> assignments = new LinkedHashSet<>();
    final Map<String, Set<String>> members = new HashMap<>();
    /** The roles that a role implies, by the ids of both. */
    final Map<String, Set<String>> implied = new LinkedHashMap<>();

    final List<ObjectNode> credentials = new ArrayList<>();
    final List<ObjectNode> applicationCredentials = new ArrayList<>();
    final List<ObjectNode> trusts = new ArrayList<>();
    /** Domains whose users are in a directory (LDAP) of their own. */
    final Set<String> ofOwnDriver = new HashSet<>();

    /** What was configured for domains through the API. */
    final Map<String, ObjectNode> configurations = new HashMap<>();

    /** Domains whose directory does not answer. */
    final Set<String> silent = new HashSet<>();

    private final Map<String, String> passwords = new HashMap<>();

    /** An id as Keystone makes them: 32 hexadecimal digits. */
    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** A project's id by its name or id, null where there is none. */
    public String project(String nameOrId) {
        return id(projects, nameOrId);
    }

    /** A user's id by its name or id, null where there is none. */
    public String user(String nameOrId) {
        return id(users, nameOrId);
    }

    /** A role's id by its name or id, null where there is none. */
    public String role(String nameOrId) {
        return id(roles, nameOrId);
    }

    private static String id(Table table, String nameOrId) {
        return table.has(nameOrId)
                ? nameOrId
                : table.where(row -> nameOrId.equalsIgnoreCase(WireJson.text(row, "name")))
                        .map(row -> WireJson.text(row, "id"))
                        .findFirst()
                        .orElse(null);
    }

    void password(String userId, String password) {
        passwords.put(userId, password);
    }

    boolean passwordFits(String userId, String password) {
        return password != null && password.equals(passwords.get(userId));
    }

    static boolean enabled(ObjectNode object) {
        return object != null && object.path("enabled").asBoolean(true);
    }

    /** The ids of the roles that a user has in effect in a project: own, through groups, inherited from above. */
    Set<String> rolesInProject(String userId, String projectId) {
        Set<String> above = new HashSet<>();
        ObjectNode project = projects.get(projectId);
        for (ObjectNode at = project; at != null; at = projects.get(WireJson.text(at, "parent_id"))) {
            above.add(at.path("parent_id").asText());
            above.add(at.path("domain_id").asText());
        }
        Set<String> found = new LinkedHashSet<>();
        for (Assignment given : assignments) {
            boolean here = given.target.equals("project") && given.targetId.equals(projectId) && !given.inherited;
            if ((here || (given.inherited && above.contains(given.targetId))) && concerns(given, userId)) {
                found.add(given.role);
            }
        }
        return withImplied(found);
    }

    /** With all that follows from them; roles of a domain are in no token, and only what follows from them is. */
    private Set<String> withImplied(Set<String> given) {
        Set<String> all = new LinkedHashSet<>(given);
        Deque<String> open = new ArrayDeque<>(given);
        while (!open.isEmpty()) {
            for (String role : implied.getOrDefault(open.pop(), Set.of())) {
                if (all.add(role)) {
                    open.push(role);
                }
            }
        }
        all.removeIf(role -> WireJson.has(roles.get(role), "domain_id"));
        return all;
    }

    /** The ids of the roles that a user has at a domain. */
    Set<String> rolesInDomain(String userId, String domainId) {
        Set<String> found = new LinkedHashSet<>();
        for (Assignment given : assignments) {
            if (given.target.equals("domain")
                    && given.targetId.equals(domainId)
                    && !given.inherited
                    && concerns(given, userId)) {
                found.add(given.role);
            }
        }
        return withImplied(found);
    }

    private boolean concerns(Assignment given, String userId) {
        return given.actor.equals("user")
                ? given.actorId.equals(userId)
                : members.getOrDefault(given.actorId, Set.of()).contains(userId);
    }

    /** The projects that a user can be scoped to. */
    List<ObjectNode> projectsOf(String userId) {
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode project : projects.all()) {
            if (enabled(project)
                    && !rolesInProject(userId, project.path("id").asText()).isEmpty()) {
                found.add(project);
            }
        }
        return found;
    }

    Set<String> roleNames(Set<String> ids) {
        Set<String> names = new LinkedHashSet<>();
        for (String id : ids) {
            names.add(roles.get(id).path("name").asText());
        }
        return names;
    }

    /** Puts a domain's users into a directory of their own. */
    public void ownDriver(String domainId) {
        ofOwnDriver.add(domainId);
    }

    /** The directory of a domain answers no more. */
    public void fallSilent(String domainId) {
        silent.add(domainId);
    }

    /** A user disappears from the directory service behind Keystone, which is not told and keeps what was assigned. */
    public void vanish(String userId) {
        users.remove(userId);
        passwords.remove(userId);
    }

    /** Forgets all that is in a domain: Keystone deletes it with the domain. */
    void forgetDomain(String id) {
        for (Table table : List.of(projects, users, groups, roles)) {
            table.where("domain_id", id).toList().forEach(row -> forget(table, WireJson.text(row, "id")));
        }
        configurations.remove(id);
    }

    /** Forgets an object of any kind and every assignment that names it. */
    void forget(Table table, String id) {
        table.remove(id);
        passwords.remove(id);
        members.remove(id);
        implied.remove(id);
        implied.values().forEach(roles -> roles.remove(id));
        members.values().forEach(set -> set.remove(id));
        assignments.removeIf(given -> given.role.equals(id) || given.actorId.equals(id) || given.targetId.equals(id));
    }
}
