package io.jenkins.plugins.pumphouse.clouds.identity;

import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import java.util.List;
import java.util.Map;

/** The v3 API: which kinds of objects it has, and what is peculiar to each. */
final class V3 {
    private final Identity identity;

    V3(Identity identity) {
        this.identity = identity;
    }

    void addTo(Routes routes) {
        Directory directory = identity.directory();
        new V3Tokens(identity).addTo(routes);
        new Entities(
                        identity,
                        directory.domains,
                        "domain",
                        Map.of("enabled", true, "description", "", "options", Map.of(), "tags", List.of()),
                        false)
                .addTo(routes);
        new Entities(
                        identity,
                        directory.projects,
                        "project",
                        Map.of(
                                "enabled",
                                true,
                                "description",
                                "",
                                "options",
                                Map.of(),
                                "tags",
                                List.of(),
                                "is_domain",
                                false),
                        true)
                .addTo(routes);
        new Entities(identity, directory.users, "user", Map.of("enabled", true, "options", Map.of()), true)
                .addTo(routes);
        new Entities(identity, directory.groups, "group", Map.of("description", ""), true).addTo(routes);
        new Entities(identity, directory.roles, "role", Map.of("options", Map.of()), false).addTo(routes);
        if (identity.release().modern()) {
            new ProjectTags(identity).addTo(routes);
            new ImpliedRoles(identity).addTo(routes);
            new Credentials(directory).addTo(routes);
        }
        new DomainRules(directory).addTo(routes);
        new Grants(identity).addTo(routes);
        new GroupMembership(identity).addTo(routes);
    }
}
