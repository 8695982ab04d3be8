package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.login.ApplicationCredential;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openstack4j.model.common.Identifier;
import org.openstack4j.model.identity.v3.Project;
import org.openstack4j.model.identity.v3.User;
import org.openstack4j.openstack.identity.v3.domain.KeystoneAuth;
import org.openstack4j.openstack.identity.v3.domain.KeystoneAuth.AuthScope;
import org.openstack4j.openstack.identity.v3.domain.KeystoneToken;

/** Tokens of Keystone v3. */
final class KeystoneV3 extends Keystone {

    private static final Pattern DOMAIN_ID = Pattern.compile("default|[0-9a-f]{32}");

    KeystoneV3(CloudAccess access, CloudHttp http, String root) {
        super(access, http, root, "/auth/tokens");
    }

    @Override
    boolean isV2() {
        return false;
    }

    /** The configured address: it serves everything, and what the catalog says may only be reachable from elsewhere. */
    @Override
    String root(Catalog catalog) {
        return access.endpoints().given().containsKey(Service.IDENTITY)
                ? Addresses.identityRoot(access.endpoints().given().get(Service.IDENTITY), "v3")
                : address();
    }

    @Override
    Object credentials(Scope scope) {
        if (access.scope().trust() != null) {
            return trust(access.scope().trust());
        }
        if (access.applicationCredential() != null) {
            return applicationCredential(access.applicationCredential());
        }
        return account(scope);
    }

    /** Our own login, for what a trust gives (Identity API v3, "OS-TRUST", "Consuming a trust"). */
    private JsonNode trust(String id) {
        ObjectNode root = (ObjectNode) json(account(null));
        ((ObjectNode) root.path("auth"))
                .putObject("scope")
                .putObject("OS-TRUST:trust")
                .put("id", id);
        return root;
    }

    private KeystoneAuth account(Scope scope) {
        AuthScope project = scope == null ? null : project(scope);
        return access.token() != null
                ? new KeystoneAuth(access.token(), project)
                : new KeystoneAuth(
                        access.username(),
                        access.password(),
                        domain(access.scope().userDomain()),
                        project);
    }

    /** openstack4j has no model of it. It brings its project along and must not name one. */
    private JsonNode applicationCredential(ApplicationCredential login) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode identity = root.putObject("auth").putObject("identity");
        identity.putArray("methods").add("application_credential");
        ObjectNode credential = identity.putObject("application_credential");
        if (login.id() != null) {
            credential.put("id", login.id());
        } else {
            Identifier domain = domain(access.scope().userDomain());
            ObjectNode user =
                    credential.put("name", login.name()).putObject("user").put("name", login.username());
            user.putObject("domain").put(domain.isTypeID() ? "id" : "name", domain.getId());
        }
        credential.put("secret", access.secret());
        return root;
    }

    private AuthScope project(Scope scope) {
        return scope.byId()
                ? AuthScope.project(Identifier.byId(scope.project()))
                : AuthScope.project(
                        Identifier.byName(scope.project()),
                        domain(access.scope().projectDomain()));
    }

    /** The first domain has the id {@code default} and the name {@code Default}, and operators write either. */
    private static Identifier domain(String nameOrId) {
        return DOMAIN_ID.matcher(nameOrId).matches() ? Identifier.byId(nameOrId) : Identifier.byName(nameOrId);
    }

    @Override
    Grant grant(JsonNode body, CloudReply reply) {
        return new Grant(
                required(reply.header("X-Subject-Token"), "header X-Subject-Token", reply),
                body.path("token").path("project").path("id").asText(null));
    }

    @Override
    String ownProjects() {
        return "/auth/projects";
    }

    @Override
    Token token(JsonNode body, CloudReply reply) {
        String id = required(reply.header("X-Subject-Token"), "header X-Subject-Token", reply);
        ObjectNode whole = required(body.get("token") instanceof ObjectNode object ? object : null, "\"token\"", reply);
        Catalog catalog = new Catalog(access, CatalogReader.v3(whole.path("catalog")));
        whole.remove("catalog");
        KeystoneToken token = model(body, KeystoneToken.class, reply);
        User user = required(token.getUser(), "user", reply);
        Project project = required(token.getProject(), "project", reply);
        Set<String> roles = token.getRoles() == null
                ? Set.of()
                : token.getRoles().stream()
                        .map(role -> role.getName())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        Caller caller = new Caller(
                required(user.getId(), "id of the user", reply),
                user.getName(),
                required(project.getId(), "id of the project", reply),
                project.getName(),
                roles);
        return new Token(
                id, caller, catalog, Token.life(token.getExpires(), token.getIssuedAt(), reply.header("Date")));
    }

    @Override
    String domains() {
        return ", and the domains (user_domain \"" + access.scope().userDomain() + "\", project_domain \""
                + access.scope().projectDomain() + "\")";
    }
}
