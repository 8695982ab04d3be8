package io.jenkins.plugins.pumphouse.host.evacuation;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Nova remembers of the migrations of servers, and of how they failed. Blocking. */
final class MigrationHistory {
    /** Events of an action show their error to those who see no traces. */
    private static final String WITH_DETAILS = "2.84";

    /** The last version whose list of migrations comes whole. */
    private static final String MIGRATIONS = "2.58";

    private final Cloud cloud;

    MigrationHistory(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * The newest migration of a server from or to a hypervisor: the newest of all, when the server is on that or is
     * about to leave it. Empty when there is none.
     */
    Optional<MigrationRecord> newest(String id, String host) {
        return of(host).filter(migration -> migration.server().equals(id))
                .max(Comparator.comparingLong(MigrationRecord::number));
    }

    /** The servers that have left a hypervisor cold, and not to go back. */
    Set<String> confirmed(String host) {
        return of(host).filter(migration -> migration.isCold()
                        && migration.isConfirmed()
                        && migration.from().equals(host))
                .map(MigrationRecord::server)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<MigrationRecord> of(String host) {
        Request list = Request.get(Service.COMPUTE, "/os-migrations")
                .query("host", host)
                .microversion(MIGRATIONS);
        return cloud.list(list, "migrations").stream().map(MigrationRecord::of);
    }

    /** Why the newest action on a server failed, in Nova's words; empty when Nova does not say. */
    String failure(String id) {
        String actions = "/servers/" + Request.segment(id) + "/os-instance-actions";
        JsonNode newest =
                cloud.get(Service.COMPUTE, actions).path("instanceActions").path(0);
        String request = newest.path("request_id").asText("");
        if (request.isEmpty()) {
            return "";
        }
        Request get = Request.get(Service.COMPUTE, actions + "/" + Request.segment(request))
                .microversion(WITH_DETAILS);
        for (JsonNode event : cloud.send(get).json().path("instanceAction").path("events")) {
            String details = event.path("details").asText("");
            String trace = event.path("traceback").asText("").strip();
            if (event.path("result").asText().equals("Error")) {
                return details.isBlank() ? trace.substring(trace.lastIndexOf('\n') + 1) : details;
            }
        }
        return "";
    }
}
