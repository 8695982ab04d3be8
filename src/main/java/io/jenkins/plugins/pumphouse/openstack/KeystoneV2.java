package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.openstack4j.openstack.identity.v2.domain.Credentials;
import org.openstack4j.openstack.identity.v2.domain.KeystoneAccess;
import org.openstack4j.openstack.identity.v2.domain.TokenAuth;

/** Tokens of Keystone v2.0, which clouds up to Mitaka have. */
final class KeystoneV2 extends Keystone {

    KeystoneV2(CloudAccess access, CloudHttp http, String root) {
        super(access, http, root, "/tokens");
    }

    @Override
    boolean isV2() {
        return true;
    }

    /**
     * The operators' address, usually port 35357: on the public one v2.0 has no users, and only the caller's own
     * tenants.
     */
    @Override
    String root(Catalog catalog) {
        return catalog.find(Service.IDENTITY, Interface.ADMIN).isPresent()
                        || catalog.isUnusable(Service.IDENTITY, Interface.ADMIN)
                ? Addresses.identityRoot(catalog.url(Service.IDENTITY, Interface.ADMIN), "v2.0")
                : address();
    }

    @Override
    Object credentials(Scope scope) {
        if (scope == null) {
            return access.token() != null
                    ? new TokenAuth(access.token(), null, null)
                    : new Credentials(access.username(), access.password());
        }
        String name = scope.byId() ? null : scope.project();
        String id = scope.byId() ? scope.project() : null;
        return access.token() != null
                ? new TokenAuth(access.token(), name, id)
                : new Credentials(access.username(), access.password(), name, id);
    }

    @Override
    Grant grant(JsonNode body, CloudReply reply) {
        JsonNode token = body.path("access").path("token");
        return new Grant(
                required(token.path("id").asText(null), "id of the token", reply),
                token.path("tenant").path("id").asText(null));
    }

    @Override
    String ownProjects() {
        return "/tenants";
    }

    @Override
    Token token(JsonNode body, CloudReply reply) {
        ObjectNode whole =
                required(body.get("access") instanceof ObjectNode object ? object : null, "\"access\"", reply);
        Catalog catalog = new Catalog(access, CatalogReader.v2(whole.path("serviceCatalog")));
        whole.remove("serviceCatalog");
        KeystoneAccess granted = model(body, KeystoneAccess.class, reply);
        var token = required(granted.getToken(), "token", reply);
        var tenant = required(token.getTenant(), "tenant", reply);
        var user = required(granted.getUser(), "user", reply);
        Set<String> roles = user.getRoles() == null
                ? Set.of()
                : user.getRoles().stream()
                        .map(role -> role.getName())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        Caller caller = new Caller(
                required(user.getId(), "id of the user", reply),
                user.getName() == null ? user.getUsername() : user.getName(),
                required(tenant.getId(), "id of the tenant", reply),
                tenant.getName(),
                roles);
        return new Token(
                required(token.getId(), "id of the token", reply),
                caller,
                catalog,
                Token.life(token.getExpires(), null, reply.header("Date")));
    }

    @Override
    String domains() {
        return "";
    }
}
