package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openstack4j.model.common.Identifier;
import org.openstack4j.openstack.identity.v3.domain.KeystoneAuth;
import org.openstack4j.openstack.identity.v3.domain.KeystoneAuth.AuthScope;
import org.openstack4j.openstack.identity.v3.domain.KeystoneToken;

/** Tokens of Keystone v3. */
final class KeystoneV3 extends Keystone {

    private static final Pattern DOMAIN_ID = Pattern.compile("default|[0-9a-f]{32}");

    KeystoneV3(CloudAccess access, Courier courier, String root) {
        super(access, courier, root, "/auth/tokens");
    }

    @Override
    boolean isV2() {
        return false;
    }

    /** The configured address: it serves everything, and what the catalog says may only be reachable from elsewhere. */
    @Override
    String root(Catalog catalog) {
        return address();
    }

    @Override
    Object credentials(Scope scope) {
        AuthScope project = scope == null ? null : project(scope);
        return access.token() != null
                ? new KeystoneAuth(access.token(), project)
                : new KeystoneAuth(access.username(), access.password(), domain(access.userDomain()), project);
    }

    private AuthScope project(Scope scope) {
        return scope.byId()
                ? AuthScope.project(Identifier.byId(scope.project()))
                : AuthScope.project(Identifier.byName(scope.project()), domain(access.projectDomain()));
    }

    /** The first domain has the id {@code default} and the name {@code Default}, and operators write either. */
    private static Identifier domain(String nameOrId) {
        return DOMAIN_ID.matcher(nameOrId).matches() ? Identifier.byId(nameOrId) : Identifier.byName(nameOrId);
    }

    @Override
    Grant grant(JsonNode body, Reply reply) {
        return new Grant(reply.header("X-Subject-Token"), body.path("token").path("project").path("id").asText(null));
    }

    @Override
    String ownProjects() {
        return "/auth/projects";
    }

    @Override
    Token token(JsonNode body, Reply reply) {
        keepHttp(body.path("token").path("catalog"), List.of("url"));
        KeystoneToken token = Models.read(body, KeystoneToken.class);
        Caller caller = new Caller(token.getUser().getId(), token.getUser().getName(), token.getProject().getId(), token.getProject().getName(),
                token.getRoles().stream().map(role -> role.getName()).collect(Collectors.toSet()));
        return new Token(reply.header("X-Subject-Token"), caller, new Catalog(access, endpoints(token)), 
                life(token.getExpires(), token.getIssuedAt(), reply.header("Date")));
    }

    private static List<Catalog.Endpoint> endpoints(KeystoneToken token) {
        List<Catalog.Endpoint> endpoints = new ArrayList<>();
        if (token.getCatalog() == null) {
            return endpoints;
        }
        token.getCatalog().forEach(service -> service.getEndpoints().forEach(endpoint -> endpoints.add(new Catalog.Endpoint(
                service.getType(),
                endpoint.getRegion() == null ? endpoint.getRegionId() : endpoint.getRegion(),
                Interface.valueOf(endpoint.getIface().value().toUpperCase(Locale.ROOT)),
                endpoint.getUrl().toString()))));
        return endpoints;
    }

    @Override
    String domains() {
        return ", and the domains (user_domain \"" + access.userDomain() + "\", project_domain \"" + access.projectDomain() + "\")";
    }
}
