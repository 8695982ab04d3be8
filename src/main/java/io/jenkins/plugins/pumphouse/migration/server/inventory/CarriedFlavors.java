package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The flavors as servers carry them: from 2.47 on a server shows its own (Compute API, microversion history), and
 * before that the records of its use do.
 *
 * <p>Servers of a project that are expected are read with one list.
 */
public final class CarriedFlavors {
    private static final String EMBEDDED = "2.47";

    private final CloudInventory inventory;
    private final Cloud cloud;
    private final Map<String, Integer> expected = new ConcurrentHashMap<>();

    private CarriedFlavors(CloudInventory inventory) {
        this.inventory = inventory;
        this.cloud = inventory.cloud();
    }

    public static CarriedFlavors of(CloudInventory inventory) {
        return inventory.fact(CarriedFlavors.class, () -> new CarriedFlavors(inventory));
    }

    /** Says that the flavors of these servers will be asked for. */
    public void expect(List<Resource> servers) {
        servers.forEach(server -> expected.merge(String.valueOf(server.text("tenant_id")), 1, Integer::sum));
    }

    /** The flavor that a server carries; empty where the cloud does not show it. */
    Optional<JsonNode> flavor(Resource server) {
        if (!cloud.supports(Service.COMPUTE, EMBEDDED)) {
            return Optional.empty();
        }
        String project = String.valueOf(server.text("tenant_id"));
        if (expected.getOrDefault(project, 0) > 1) {
            Optional<JsonNode> listed = Optional.ofNullable(listed(project).get(server.id()));
            if (listed.isPresent()) {
                return listed;
            }
        }
        return inventory.fact(List.of(EMBEDDED, server.id()), () -> {
            try {
                Request get = Request.get(Service.COMPUTE, "/servers/" + Request.segment(server.id()))
                        .microversion(EMBEDDED);
                return Optional.of(cloud.send(get).json().path("server").path("flavor"));
            } catch (CloudException.NotFound e) {
                return Optional.empty();
            }
        });
    }

    private Map<String, JsonNode> listed(String project) {
        return inventory.fact(List.of(CarriedFlavors.class, project), () -> {
            Map<String, JsonNode> flavors = new HashMap<>();
            for (ObjectNode server :
                    cloud.list(NovaServer.list(Scope.ownedBy(project)).microversion(EMBEDDED), "servers")) {
                flavors.put(Json.text(server, "id"), server.path("flavor"));
            }
            return flavors;
        });
    }

    /** The record of a server's use; empty where there is none, or none that may be read. */
    Optional<JsonNode> usage(Resource server) {
        return cloud.supports(Service.COMPUTE, EMBEDDED)
                ? Optional.empty()
                : Optional.ofNullable(
                        usages(String.valueOf(server.text("tenant_id"))).get(server.id()));
    }

    private Map<String, JsonNode> usages(String project) {
        return inventory.fact(List.of("os-simple-tenant-usage", project), () -> {
            Map<String, JsonNode> usages = new HashMap<>();
            LocalDateTime now =
                    LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC).withNano(0);
            Request get = Request.get(Service.COMPUTE, "/os-simple-tenant-usage/" + Request.segment(project))
                    .query("start", now.minus(Duration.ofDays(1)).toString() + seconds(now))
                    .query("end", now.plus(Duration.ofDays(1)).toString() + seconds(now));
            try {
                cloud.send(get)
                        .json()
                        .path("tenant_usage")
                        .path("server_usages")
                        .forEach(usage -> usages.put(Json.text(usage, "instance_id"), usage));
            } catch (CloudException.Denied e) {
                return Map.of(); // an extension that is turned off, or a policy: the flavor's id has to do
            }
            return usages;
        });
    }

    /** Java leaves out seconds that are zero; Nova demands them. */
    private static String seconds(LocalDateTime time) {
        return time.getSecond() == 0 ? ":00" : "";
    }
}
