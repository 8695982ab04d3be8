package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Fuel's own Keystone behind {@code /keystone}: admin with the password admin in the tenant admin, tokens that live for
 * a day. The recorded one of 9.2 has v2.0 and v3 and takes any domain, that of 6.1 has v2.0 alone.
 */
final class Logins {
    private static final Duration LIFE = Duration.ofDays(1);
    private static final TokenHolder ADMIN = new TokenHolder("9876", "admin", "12345", "admin", null, Set.of("admin"));

    private final World world;
    private final boolean needed;
    private final boolean version3;
    private final FuelFaults mishaps;
    private final Map<String, Instant> tokens = new HashMap<>();
    private int given;

    Logins(World world, Edition edition, FuelFaults mishaps, boolean needed) {
        this.world = world;
        this.needed = needed;
        this.version3 = edition.lifeCycle();
        this.mishaps = mishaps;
    }

    boolean needed() {
        return needed;
    }

    /** How many tokens were given. */
    int given() {
        return given;
    }

    void expireAll() {
        tokens.clear();
    }

    void routes(Routes routes) {
        routes.open("POST", "/keystone/v2.0/tokens", this::give)
                .open("POST", "/keystone/v3/auth/tokens", this::giveByVersion3)
                .open(
                        "GET",
                        "/keystone/v2.0",
                        call -> Answer.ok(WireJson.object(
                                "version",
                                WireJson.object(
                                        "id",
                                        "v2.0",
                                        "status",
                                        "stable",
                                        "updated",
                                        "2014-04-17T00:00:00Z",
                                        "media-types",
                                        List.of(WireJson.object(
                                                "base",
                                                "application/json",
                                                "type",
                                                "application/vnd.openstack.identity-v2.0+json")),
                                        "links",
                                        List.of(WireJson.object(
                                                "href", "http://127.0.0.1/keystone/v2.0/", "rel", "self"))))));
    }

    /** Who has a token; null when it is wrong or has run out. */
    TokenHolder who(String token) {
        if (!needed) {
            return ADMIN;
        }
        Instant end = token == null ? null : tokens.get(token);
        return end == null || end.isBefore(world.now()) ? null : ADMIN;
    }

    private Answer give(Call call) {
        if (mishaps.isVersion3Alone()) {
            throw Refused.notFound("");
        }
        ObjectNode auth = call.entity("auth");
        var password = auth.path("passwordCredentials");
        boolean known = tokens.containsKey(auth.path("token").path("id").asText());
        if (!known && password.isMissingNode()) {
            throw new Refused(400, null, "");
        }
        if (!known
                && !(password.path("username").asText().equals("admin")
                        && password.path("password").asText().equals("admin")
                        && auth.path("tenantName").asText().equals("admin"))) {
            throw new Refused(401, Replies.WORDED, "");
        }
        String token = newToken();
        ObjectNode tenant = WireJson.object("enabled", true, "description", null, "name", "admin", "id", "12345");
        return Answer.ok(WireJson.object(
                "access",
                WireJson.object(
                        "token",
                                WireJson.object(
                                        "issued_at",
                                        world.now().toString(),
                                        "expires",
                                        world.now().plus(LIFE).toString(),
                                        "id",
                                        token,
                                        "tenant",
                                        tenant),
                        "serviceCatalog", List.of(),
                        "user",
                                WireJson.object(
                                        "username",
                                        "admin",
                                        "roles_links",
                                        List.of(),
                                        "id",
                                        "9876",
                                        "roles",
                                        List.of(WireJson.object("name", "admin")),
                                        "name",
                                        "admin"),
                        "metadata", WireJson.object("is_admin", 0, "roles", List.of("4567")))));
    }

    private Answer giveByVersion3(Call call) {
        if (!version3) {
            throw Refused.notFound("");
        }
        ObjectNode auth = call.entity("auth");
        var user = auth.path("identity").path("password").path("user");
        boolean known = user.path("name").asText().equals("admin")
                && user.path("password").asText().equals("admin")
                && auth.path("scope").path("project").path("name").asText().equals("admin");
        boolean inDomain = user.path("domain").path("name").asText().equals("fuel");
        if (!known || mishaps.isVersion3Alone() && !inDomain) {
            throw new Refused(401, Replies.WORDED, "");
        }
        ObjectNode domain = WireJson.object("id", "123", "name", "fuel");
        return Answer.ok(WireJson.object(
                        "token",
                        WireJson.object(
                                "project",
                                WireJson.object("domain", domain, "id", "456", "name", "admin"),
                                "catalog",
                                List.of(),
                                "methods",
                                List.of("password"),
                                "roles",
                                List.of(WireJson.object("name", null)),
                                "audit_ids",
                                List.of("CZGk7nPaRF-PzmokqvKcDQ"),
                                "issued_at",
                                world.now().toString(),
                                "expires_at",
                                world.now().plus(LIFE).toString(),
                                "user",
                                WireJson.object("domain", domain, "id", "789", "name", "admin"))))
                .header("X-Subject-Token", newToken());
    }

    private String newToken() {
        String token = "token" + UUID.randomUUID();
        tokens.put(token, world.now().plus(LIFE));
        given++;
        return token;
    }
}
