package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The nova-compute of a host, as the list of services shows it.
 *
 * @param zone that the host is in
 * @param up whether it reports
 * @param reason why it is disabled; empty where nobody has said
 */
record NovaCompute(String host, String zone, boolean up, boolean enabled, String reason) {
    /** All of a cloud; empty where the account may not see them. */
    static Optional<List<NovaCompute>> all(CloudInventory cloud) {
        return cloud.fact(NovaCompute.class, () -> {
            Request list = Request.get(Service.COMPUTE, "/os-services").query("binary", "nova-compute");
            try {
                return Optional.of(cloud.cloud().list(list, "services").stream()
                        .map(NovaCompute::of)
                        .toList());
            } catch (CloudException.Denied e) {
                return Optional.<List<NovaCompute>>empty();
            }
        });
    }

    private static NovaCompute of(ObjectNode service) {
        return new NovaCompute(
                Json.text(service, "host"),
                Json.text(service, "zone"),
                "up".equals(Json.text(service, "state")),
                "enabled".equals(Json.text(service, "status")),
                Objects.toString(Json.text(service, "disabled_reason"), ""));
    }

    /** The hosts that take servers, for a message: {@code "cmp-1, cmp-2"}. */
    static String serving(List<NovaCompute> all, Predicate<NovaCompute> which) {
        String serving = all.stream()
                .filter(one -> one.up && one.enabled)
                .filter(which)
                .map(NovaCompute::host)
                .sorted()
                .collect(Collectors.joining(", "));
        return serving.isEmpty() ? "none serves" : serving;
    }
}
