package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openstack4j.model.identity.v2.Endpoint;
import org.openstack4j.openstack.identity.v2.domain.Credentials;
import org.openstack4j.openstack.identity.v2.domain.KeystoneAccess;
import org.openstack4j.openstack.identity.v2.domain.TokenAuth;

/** Tokens of Keystone v2.0, which clouds up to Mitaka have. */
final class KeystoneV2 extends Keystone {

    KeystoneV2(CloudAccess access, Courier courier, String root) {
        super(access, courier, root, "/tokens");
    }

    @Override
    boolean isV2() {
        return true;
    }

    /** The operators' address, usually port 35357: on the public one v2.0 has no users, and only the caller's own tenants. */
    @Override
    String root(Catalog catalog) {
        return catalog.find(Service.IDENTITY, Interface.ADMIN).map(url -> Addresses.identityRoot(url, "v2.0")).orElse(address());
    }

    @Override
    Object credentials(Scope scope) {
        if (scope == null) {
            return access.token() != null ? new TokenAuth(access.token(), null, null) : new Credentials(access.username(), access.password());
        }
        String name = scope.byId() ? null : scope.project();
        String id = scope.byId() ? scope.project() : null;
        return access.token() != null
                ? new TokenAuth(access.token(), name, id)
                : new Credentials(access.username(), access.password(), name, id);
    }

    @Override
    Grant grant(JsonNode body, Reply reply) {
        JsonNode token = body.path("access").path("token");
        return new Grant(token.path("id").asText(), token.path("tenant").path("id").asText(null));
    }

    @Override
    String ownProjects() {
        return "/tenants";
    }

    @Override
    Token token(JsonNode body, Reply reply) {
        keepHttp(body.path("access").path("serviceCatalog"), List.of("publicURL", "internalURL", "adminURL"));
        KeystoneAccess granted = Models.read(body, KeystoneAccess.class);
        var tenant = granted.getToken().getTenant();
        Set<String> roles = granted.getUser().getRoles() == null
                ? Set.of()
                : granted.getUser().getRoles().stream().map(role -> role.getName()).collect(Collectors.toSet());
        String user = granted.getUser().getName() == null ? granted.getUser().getUsername() : granted.getUser().getName();
        Caller caller = new Caller(granted.getUser().getId(), user, tenant.getId(), tenant.getName(), roles);
        return new Token(granted.getToken().getId(), caller, new Catalog(access, endpoints(granted)), 
                life(granted.getToken().getExpires(), null, reply.header("Date")));
    }

    private static List<Catalog.Endpoint> endpoints(KeystoneAccess granted) {
        List<Catalog.Endpoint> endpoints = new ArrayList<>();
        if (granted.getServiceCatalog() == null) {
            return endpoints;
        }
        granted.getServiceCatalog().forEach(service -> service.getEndpoints().forEach(endpoint -> {
            add(endpoints, service.getType(), (Endpoint) endpoint, Interface.PUBLIC, endpoint.getPublicURL());
            add(endpoints, service.getType(), (Endpoint) endpoint, Interface.INTERNAL, endpoint.getInternalURL());
            add(endpoints, service.getType(), (Endpoint) endpoint, Interface.ADMIN, endpoint.getAdminURL());
        }));
        return endpoints;
    }

    private static void add(List<Catalog.Endpoint> endpoints, String type, Endpoint endpoint, Interface kind, URI url) {
        if (url != null) {
            endpoints.add(new Catalog.Endpoint(type, endpoint.getRegion(), kind, url.toString()));
        }
    }

    @Override
    String domains() {
        return "";
    }
}
