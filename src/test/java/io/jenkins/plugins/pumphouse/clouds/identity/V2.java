package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/**
 * What both faces of Keystone v2.0 share: tokens, and objects in the words of v2.0 (tenant for project, tenantId for
 * its reference).
 */
final class V2 {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    final Identity identity;
    final Directory directory;

    V2(Identity identity) {
        this.identity = identity;
        this.directory = identity.directory();
    }

    Answer issue(Call call) {
        ObjectNode auth = call.entity("auth");
        String userId;
        Instant expires = null;
        if (auth.has("token")) {
            Tokens.Token from = identity.tokens().valid(WireJson.text(auth.path("token"), "id"));
            if (from == null) {
                throw Refused.unauthorized();
            }
            userId = from.userId();
            expires = from.expires();
        } else if (auth.has("passwordCredentials")) {
            userId = byPassword(auth.path("passwordCredentials"));
        } else {
            throw Refused.badRequest(
                    "Expecting to find passwordCredentials or token in auth - the server could not comply with the"
                            + " request since it is either malformed or otherwise incorrect. The client is assumed to be"
                            + " in error.");
        }
        String projectId = wantedTenant(auth);
        if (projectId != null && directory.rolesInProject(userId, projectId).isEmpty()) {
            throw Refused.unauthorized();
        }
        return Answer.ok(access(identity.tokens().issue(userId, projectId, null, List.of("password"), expires)));
    }

    private String byPassword(JsonNode credentials) {
        String id = WireJson.has(credentials, "userId")
                ? WireJson.text(credentials, "userId")
                : directory
                        .users
                        .where(row ->
                                WireJson.text(row, "name").equalsIgnoreCase(WireJson.text(credentials, "username")))
                        .filter(V2::inDefaultDomain)
                        .map(row -> WireJson.text(row, "id"))
                        .findFirst()
                        .orElse(null);
        if (id == null
                || !Directory.enabled(directory.users.get(id))
                || !directory.passwordFits(id, WireJson.text(credentials, "password"))) {
            throw Refused.unauthorized();
        }
        return id;
    }

    private String wantedTenant(JsonNode auth) {
        if (!WireJson.has(auth, "tenantId") && !WireJson.has(auth, "tenantName")) {
            return null;
        }
        ObjectNode tenant = WireJson.has(auth, "tenantId")
                ? directory.projects.get(WireJson.text(auth, "tenantId"))
                : directory
                        .projects
                        .where("name", WireJson.text(auth, "tenantName"))
                        .filter(V2::inDefaultDomain)
                        .findFirst()
                        .orElse(null);
        if (tenant == null || !Directory.enabled(tenant)) {
            throw Refused.unauthorized();
        }
        return WireJson.text(tenant, "id");
    }

    ObjectNode access(Tokens.Token token) {
        ObjectNode user = directory.users.get(token.userId());
        Set<String> roles = identity.tokens().roles(token);
        ObjectNode shown = WireJson.object(
                "issued_at",
                V3Tokens.TIME.format(token.issued()).replace("Z", ""),
                "expires",
                SECONDS.format(token.expires()),
                "id",
                token.id());
        if (token.projectId() != null) {
            shown.set("tenant", tenant(directory.projects.get(token.projectId())));
        }
        return WireJson.object(
                "access",
                WireJson.object(
                        "token",
                        shown,
                        "serviceCatalog",
                        token.projectId() == null
                                ? WireJson.array()
                                : identity.catalog().v2(token.projectId()),
                        "user",
                        WireJson.object(
                                "username",
                                WireJson.text(user, "name"),
                                "roles_links",
                                WireJson.array(),
                                "id",
                                token.userId(),
                                "roles",
                                WireJson.arrayOf(directory.roleNames(roles).stream()
                                        .map(name -> WireJson.object("name", name))
                                        .toList()),
                                "name",
                                WireJson.text(user, "name")),
                        "metadata",
                        WireJson.object("is_admin", 0, "roles", roles)));
    }

    static boolean inDefaultDomain(ObjectNode row) {
        return Directory.DEFAULT_DOMAIN.equals(WireJson.text(row, "domain_id"));
    }

    /** A project as v2.0 shows it: without what only v3 knows. */
    static ObjectNode tenant(ObjectNode project) {
        return project.deepCopy().without(List.of("domain_id", "parent_id", "is_domain", "tags", "options"));
    }

    /** A user as v2.0 shows it. */
    static ObjectNode user(ObjectNode user) {
        ObjectNode shown =
                user.deepCopy().without(List.of("domain_id", "options", "password_expires_at", "default_project_id"));
        shown.set("username", user.get("name"));
        if (WireJson.has(user, "default_project_id")) {
            shown.set("tenantId", user.get("default_project_id"));
        }
        return shown;
    }

    /** A role as v2.0 shows it. */
    static ObjectNode role(ObjectNode role) {
        return WireJson.object("id", role.get("id"), "name", role.get("name"));
    }
}
