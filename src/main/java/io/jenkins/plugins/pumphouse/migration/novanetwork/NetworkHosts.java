package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where nova-network runs. A host that falls silent perhaps still routes and answers DHCP, so that it counts as stopped
 * only when its service is down and an operator has disabled it, too. Read once by each instance.
 */
final class NetworkHosts {
    private static final String BINARY = "nova-network";

    private final Cloud cloud;
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();

    NetworkHosts(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Those on which nova-network runs, or may run.
     *
     * @param only where it serves a network; null for all hosts
     * @return empty when it has stopped on each
     */
    List<String> running(String only) {
        List<String> running = known.get(String.valueOf(only));
        if (running == null) { // no lock is held while the cloud answers
            running = read(only);
            known.put(String.valueOf(only), running);
        }
        return running;
    }

    private List<String> read(String only) {
        List<ObjectNode> services;
        try {
            services = cloud.list(Request.get(Service.COMPUTE, "/os-services").query("binary", BINARY), "services");
        } catch (CloudException e) {
            ReadRefusal.passOnOfTheCloud(e);
            return List.of("a host that " + cloud.name() + " does not name (" + e.getMessage() + ")");
        }
        List<ObjectNode> serving = services.stream()
                .filter(service -> BINARY.equals(Json.text(service, "binary")))
                .filter(service -> only == null || only.equals(Json.text(service, "host")))
                .toList();
        if (serving.isEmpty()) {
            return List.of(only == null ? "a host that " + cloud.name() + " does not name" : only);
        }
        return serving.stream()
                .filter(service ->
                        !"down".equals(Json.text(service, "state")) || !"disabled".equals(Json.text(service, "status")))
                .map(service -> Json.text(service, "host"))
                .toList();
    }
}
