package io.jenkins.plugins.pumphouse.clouds.identity;

import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/**
 * Keystone v2.0 at the public address: tokens and the caller's own tenants. Everything else is at the admin address
 * only.
 */
final class V2Public {
    private final V2 v2;

    V2Public(Identity identity) {
        v2 = new V2(identity);
    }

    void addTo(Routes routes) {
        routes.open("POST", "/v2.0/tokens", v2::issue)
                .get(
                        "/v2.0/tenants",
                        call -> Answer.ok(WireJson.object(
                                "tenants",
                                WireJson.arrayOf(
                                        v2.directory.projectsOf(call.caller().userId()).stream()
                                                .map(V2::tenant)
                                                .toList()),
                                "tenants_links",
                                WireJson.array())))
                .open(
                        "GET",
                        "/v2.0/extensions",
                        call -> Answer.ok(WireJson.object("extensions", WireJson.object("values", WireJson.array()))));
    }
}
