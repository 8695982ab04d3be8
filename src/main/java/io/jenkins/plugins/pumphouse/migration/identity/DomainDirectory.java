package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the users and groups of a domain are in a directory (LDAP) beside Keystone's database, which no API brings to
 * another cloud. Keystone shows the configuration of a domain only if it is in the database; a file it answers with
 * 404. Then the ids tell: for who is in no database Keystone computes one of 64 digits
 * (keystone/identity/id_generators/sha256.py).
 */
final class DomainDirectory {
    private static final Pattern COMPUTED = Pattern.compile("[0-9a-f]{64}");

    private DomainDirectory() {}

    /** What is told of a domain that is to be made; empty where all is in the database, as far as can be seen. */
    static Optional<String> of(Resource domain, CloudInventory source, String target) {
        Optional<JsonNode> configuration = configuration(source.cloud(), domain.id());
        String driver = configuration
                .map(each -> Json.text(each.path("identity"), "driver"))
                .orElse(configuration.filter(each -> each.has("ldap")).isPresent() ? "ldap" : null);
        boolean isOutside = driver == null ? outside(source).contains(domain.id()) : !driver.equals("sql");
        return isOutside
                ? Optional.of("its directory of users" + (driver == null ? "" : " (identity driver " + driver + ")")
                        + ": the domain comes, its directory does not; configure it for the domain on " + target)
                : Optional.empty();
    }

    /** Whether somebody is in a directory and not in the database. Users of a federation are in neither. */
    static boolean isOutside(Resource actor) {
        return COMPUTED.matcher(actor.id()).matches()
                && actor.field("federated").isEmpty();
    }

    /** Why a user or group is not made in the database of a domain that a migration has made without its directory. */
    static Optional<String> awaited(Resource actor, CloudInventory source, CloudInventory target) {
        String domain = actor.text("domain_id");
        return isOutside(actor) && domain != null && DomainType.isBrought(domain, source, target)
                ? Optional.of("is in a directory, and not in the database of "
                        + source.cloud().name()
                        + "; the domain comes, its directory does not. Configure it for the domain on "
                        + target.cloud().name() + ", and run again")
                : Optional.empty();
    }

    /** The configuration that a domain has in the database; empty where it has none, or the account may not see it. */
    static Optional<JsonNode> configuration(Cloud cloud, String domain) {
        try {
            return Optional.of(cloud.send(IdentityType.get("/domains/" + Request.segment(domain) + "/config"))
                            .json()
                            .path("config"))
                    .filter(config -> !config.isEmpty());
        } catch (CloudException.NotShown e) {
            return Optional.empty();
        }
    }

    /** The domains of those who have a role and are in no database; one request a cloud, and no list of users. */
    private static Set<String> outside(CloudInventory source) {
        return source.fact(DomainDirectory.class, () -> {
            Set<String> domains = new HashSet<>();
            try {
                for (ObjectNode assignment : source.cloud()
                        .list(
                                IdentityType.get("/role_assignments").query("include_names", "true"),
                                "role_assignments")) {
                    for (String actor : List.of("user", "group")) {
                        JsonNode who = assignment.path(actor);
                        if (COMPUTED.matcher(who.path("id").asText()).matches()) {
                            domains.add(who.path("domain").path("id").asText());
                        }
                    }
                }
            } catch (CloudException e) {
                return domains; // an old Keystone stumbles over who is gone
            }
            return domains;
        });
    }
}
