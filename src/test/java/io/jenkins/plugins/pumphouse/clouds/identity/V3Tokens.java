package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Tokens of the v3 API: by password, application credential, trust or another token, scoped to a project, a domain or
 * nothing.
 */
final class V3Tokens {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Identity identity;
    private final Directory directory;
    private final Tokens tokens;
    private final Credentials credentials;

    V3Tokens(Identity identity) {
        this.credentials = new Credentials(identity.directory());
        this.identity = identity;
        this.directory = identity.directory();
        this.tokens = identity.tokens();
    }

    void addTo(Routes routes) {
        routes.open("POST", "/v3/auth/tokens", this::issue)
                .get(
                        "/v3/auth/tokens",
                        call -> Answer.ok(WireJson.object(
                                        "token",
                                        body(subject(call), !call.query().containsKey("nocatalog"))))
                                .header("X-Subject-Token", call.header("X-Subject-Token")))
                .delete("/v3/auth/tokens", call -> {
                    tokens.revoke(subject(call).id());
                    return Answer.noContent();
                })
                .get(
                        "/v3/auth/projects",
                        call -> Answer.ok(Entities.list(
                                identity,
                                call,
                                "projects",
                                "project",
                                directory.projectsOf(call.caller().userId()))))
                .get(
                        "/v3/auth/catalog",
                        call -> Answer.ok(WireJson.object(
                                "catalog",
                                identity.catalog().v3(call.caller().projectId()),
                                "links",
                                WireJson.object("self", identity.url() + "/v3/auth/catalog"))));
    }

    private Tokens.Token subject(Call call) {
        Tokens.Token token = tokens.valid(call.header("X-Subject-Token"));
        if (token == null) {
            throw Refused.notFound(
                    call.header("X-Subject-Token") == null
                            ? "No token in the request"
                            : "Could not recognize Fernet token");
        }
        return token;
    }

    private Answer issue(Call call) {
        ObjectNode auth = call.entity("auth");
        JsonNode methods = auth.path("identity").path("methods");
        if (!methods.isArray()) {
            throw Refused.badRequest("'identity' is a required property");
        }
        List<String> used = new ArrayList<>();
        String userId = null;
        Tokens.Token from = null;
        ObjectNode application = null;
        for (JsonNode method : methods) {
            used.add(method.asText());
            if (method.asText().equals("password")) {
                userId = byPassword(auth.path("identity").path("password").path("user"));
            } else if (method.asText().equals("token")) {
                from = tokens.valid(WireJson.text(auth.path("identity").path("token"), "id"));
                if (from == null) {
                    throw Refused.notFound("Could not recognize Fernet token");
                }
                userId = from.userId();
                from.methods().stream()
                        .filter(earlier -> !used.contains(earlier))
                        .forEach(used::add);
            } else if (method.asText().equals("application_credential")) {
                application = credentials.application(auth.path("identity").path("application_credential"));
                userId = WireJson.text(application, "user_id");
            } else {
                throw Refused.unauthorized();
            }
        }
        if (application != null && auth.has("scope")) {
            throw Refused.unauthorized(); // it brings its own
        }
        Tokens.Token token = application != null
                ? tokens.issue(userId, WireJson.text(application, "project_id"), null, used, null)
                : scoped(userId, auth.path("scope"), used, from == null ? null : from.expires());
        return Answer.created(WireJson.object("token", body(token, !call.query().containsKey("nocatalog"))))
                .header("X-Subject-Token", token.id());
    }

    private String byPassword(JsonNode user) {
        ObjectNode found = named(
                user,
                directory.users::get,
                (name, domain) -> directory
                        .users
                        .where(row -> name.equalsIgnoreCase(WireJson.text(row, "name"))) // MySQL's collation
                        .filter(row -> domain.equals(WireJson.text(row, "domain_id")))
                        .findFirst()
                        .orElse(null));
        if (found == null
                || !Directory.enabled(found)
                || !directory.passwordFits(found.path("id").asText(), WireJson.text(user, "password"))) {
            throw Refused.unauthorized();
        }
        return found.path("id").asText();
    }

    private Tokens.Token scoped(String userId, JsonNode scope, List<String> methods, Instant expires) {
        if (scope.has("project")) {
            ObjectNode project = named(
                    scope.path("project"),
                    directory.projects::get,
                    (name, domain) -> directory
                            .projects
                            .where("name", name)
                            .filter(row -> domain.equals(WireJson.text(row, "domain_id")))
                            .findFirst()
                            .orElse(null));
            if (!Directory.enabled(project)
                    || directory
                            .rolesInProject(userId, project.path("id").asText())
                            .isEmpty()) {
                throw Refused.unauthorized();
            }
            return tokens.issue(userId, project.path("id").asText(), null, methods, expires);
        }
        if (scope.has("OS-TRUST:trust")) {
            ObjectNode trust = credentials.trust(WireJson.text(scope.path("OS-TRUST:trust"), "id"), userId);
            boolean impersonates = trust.path("impersonation").asBoolean();
            return tokens.issue(
                    impersonates ? WireJson.text(trust, "trustor_user_id") : userId,
                    WireJson.text(trust, "project_id"),
                    null,
                    methods,
                    expires);
        }
        if (scope.has("domain")) {
            String id = domain(scope.path("domain"));
            if (id == null || directory.rolesInDomain(userId, id).isEmpty()) {
                throw Refused.unauthorized();
            }
            return tokens.issue(userId, null, id, methods, expires);
        }
        // Without a scope Keystone scopes to the user's default project where the user has a role there.
        String home = scope.isMissingNode() ? WireJson.text(directory.users.get(userId), "default_project_id") : null;
        boolean usable = home != null
                && Directory.enabled(directory.projects.get(home))
                && !directory.rolesInProject(userId, home).isEmpty();
        return tokens.issue(userId, usable ? home : null, null, methods, expires);
    }

    private ObjectNode named(
            JsonNode what, Function<String, ObjectNode> byId, BiFunction<String, String, ObjectNode> byName) {
        if (WireJson.has(what, "id")) {
            return byId.apply(WireJson.text(what, "id"));
        }
        if (!WireJson.has(what, "name")) {
            throw Refused.badRequest("Invalid input for field 'name': None is not of type 'string'");
        }
        String domain = domain(what.path("domain"));
        return domain == null ? null : byName.apply(WireJson.text(what, "name"), domain);
    }

    private String domain(JsonNode domain) {
        if (WireJson.has(domain, "id")) {
            return directory.domains.has(WireJson.text(domain, "id")) ? WireJson.text(domain, "id") : null;
        }
        return directory
                .domains
                .where("name", WireJson.text(domain, "name"))
                .map(row -> WireJson.text(row, "id"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private ObjectNode body(Tokens.Token token, boolean withCatalog) {
        ObjectNode user = directory.users.get(token.userId());
        ObjectNode body = WireJson.object(
                "methods",
                token.methods(),
                "user",
                WireJson.object(
                        "domain",
                        domainOf(user),
                        "id",
                        token.userId(),
                        "name",
                        WireJson.text(user, "name"),
                        "password_expires_at",
                        null),
                "audit_ids",
                List.of(token.auditId()),
                "expires_at",
                TIME.format(token.expires()),
                "issued_at",
                TIME.format(token.issued()));
        if (token.projectId() != null) {
            ObjectNode project = directory.projects.get(token.projectId());
            body.set(
                    "project",
                    WireJson.object(
                            "domain",
                            domainOf(project),
                            "id",
                            token.projectId(),
                            "name",
                            WireJson.text(project, "name")));
            body.put("is_domain", false);
        } else if (token.domainId() != null) {
            body.set(
                    "domain",
                    WireJson.object(
                            "id",
                            token.domainId(),
                            "name",
                            WireJson.text(directory.domains.get(token.domainId()), "name")));
        } else {
            return body;
        }
        body.set(
                "roles",
                WireJson.arrayOf(tokens.roles(token).stream()
                        .map(id -> WireJson.object("id", id, "name", WireJson.text(directory.roles.get(id), "name")))
                        .toList()));
        if (withCatalog) {
            body.set("catalog", identity.catalog().v3(token.projectId()));
        }
        return body;
    }

    private ObjectNode domainOf(ObjectNode owned) {
        String id = WireJson.text(owned, "domain_id");
        return WireJson.object("id", id, "name", WireJson.text(directory.domains.get(id), "name"));
    }
}
