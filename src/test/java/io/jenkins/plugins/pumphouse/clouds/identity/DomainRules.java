package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** What is peculiar to domains: when they may be deleted, and the configuration that each may have in the database. */
final class DomainRules {
    private static final String CONFIGURATION = "/v3/domains/{domain}/config";

    private final Directory directory;

    DomainRules(Directory directory) {
        this.directory = directory;
    }

    /** As keystone/resource/core.py, delete_domain. */
    static void checkDeletion(ObjectNode domain) {
        if (WireJson.text(domain, "id").equals(Directory.DEFAULT_DOMAIN)) {
            throw Refused.forbidden(
                    "You are not authorized to perform the requested action: delete the default domain.");
        }
        if (Directory.enabled(domain)) {
            throw Refused.forbidden("Cannot delete a domain that is enabled, please disable it first.");
        }
    }

    void addTo(Routes routes) {
        routes.get(CONFIGURATION, this::show).put(CONFIGURATION, this::create).delete(CONFIGURATION, this::delete);
    }

    private Answer show(Call call) {
        Entities.admin(call, "get_domain_config");
        return Answer.ok(WireJson.object("config", require(call)));
    }

    private Answer create(Call call) {
        Entities.admin(call, "create_domain_config");
        Entities.require(directory.domains, "domain", call.segment("domain"));
        ObjectNode config = call.entity("config");
        directory.configurations.put(call.segment("domain"), config);
        return Answer.created(WireJson.object("config", config));
    }

    private Answer delete(Call call) {
        Entities.admin(call, "delete_domain_config");
        require(call);
        directory.configurations.remove(call.segment("domain"));
        return Answer.noContent();
    }

    private ObjectNode require(Call call) {
        String domain = call.segment("domain");
        Entities.require(directory.domains, "domain", domain);
        ObjectNode config = directory.configurations.get(domain);
        if (config == null) {
            throw Refused.notFound("Could not find any options in domain configuration for domain " + domain + ".");
        }
        return config;
    }
}
