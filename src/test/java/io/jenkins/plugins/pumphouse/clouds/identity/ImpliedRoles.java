package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.LinkedHashSet;
import java.util.Set;

/** Roles that follow from others (Identity API v3.6, keystone/api/roles.py and role_inferences.py). */
final class ImpliedRoles {
    private final Identity identity;
    private final Directory directory;

    ImpliedRoles(Identity identity) {
        this.identity = identity;
        this.directory = identity.directory();
    }

    void addTo(Routes routes) {
        String all = "/v3/roles/{prior}/implies";
        String one = all + "/{implied}";
        routes.get("/v3/role_inferences", this::list)
                .get(all, call -> {
                    admin(call, "list_implied_roles");
                    ObjectNode rule = WireJson.object("prior_role", role(call.segment("prior")));
                    rule.set("implies", implied(call.segment("prior")));
                    return Answer.ok(WireJson.object("role_inference", rule, "links", links(call)));
                })
                .get(one, call -> Answer.ok(shown(call, "get_implied_role")))
                .put(one, this::create)
                .delete(one, call -> {
                    shown(call, "delete_implied_role");
                    directory.implied.get(call.segment("prior")).remove(call.segment("implied"));
                    return Answer.noContent();
                });
        routes.on("HEAD", one, call -> {
            shown(call, "check_implied_role");
            return Answer.noContent();
        });
    }

    private Answer list(Call call) {
        admin(call, "list_role_inference_rules");
        ArrayNode rules = WireJson.array();
        directory.implied.forEach((prior, implied) -> {
            if (!implied.isEmpty()) {
                rules.add(WireJson.object("prior_role", role(prior), "implies", implied(prior)));
            }
        });
        return Answer.ok(WireJson.object("role_inferences", rules));
    }

    private ArrayNode implied(String prior) {
        ArrayNode roles = WireJson.array();
        directory.implied.getOrDefault(prior, Set.of()).forEach(id -> roles.add(role(id)));
        return roles;
    }

    private ObjectNode role(String id) {
        ObjectNode role = Entities.require(directory.roles, "role", id);
        return WireJson.object(
                "id",
                id,
                "links",
                WireJson.object("self", identity.url() + "/v3/roles/" + id),
                "name",
                WireJson.text(role, "name"));
    }

    private Answer create(Call call) {
        admin(call, "create_implied_role");
        ObjectNode prior = Entities.require(directory.roles, "role", call.segment("prior"));
        ObjectNode implied = Entities.require(directory.roles, "role", call.segment("implied"));
        if (WireJson.text(implied, "name").equals("admin")) { // [assignment] prohibited_implied_role
            throw Refused.forbidden(call.segment("implied") + " cannot be an implied roles.");
        }
        if (!WireJson.has(prior, "domain_id") && WireJson.has(implied, "domain_id")) {
            throw Refused.forbidden("Global role cannot imply a domain-specific role");
        }
        if (!directory
                .implied
                .computeIfAbsent(call.segment("prior"), id -> new LinkedHashSet<>())
                .add(call.segment("implied"))) {
            throw Refused.conflict("Conflict occurred attempting to store implied_role - Duplicate entry.");
        }
        return Answer.created(shown(call, "create_implied_role"));
    }

    private ObjectNode shown(Call call, String action) {
        admin(call, action);
        String prior = call.segment("prior");
        String implied = call.segment("implied");
        Entities.require(directory.roles, "role", prior);
        if (!directory.implied.getOrDefault(prior, Set.of()).contains(implied)) {
            throw Refused.notFound(prior + " does not imply " + implied + ".");
        }
        return WireJson.object(
                "role_inference",
                WireJson.object("prior_role", role(prior), "implies", role(implied)),
                "links",
                links(call));
    }

    private ObjectNode links(Call call) {
        return WireJson.object("self", identity.url() + call.path());
    }

    private static void admin(Call call, String action) {
        Entities.admin(call, action);
    }
}
