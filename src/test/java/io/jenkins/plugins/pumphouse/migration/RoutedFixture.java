package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/** Networks of a cloud whose subnets are bound to segments. */
final class RoutedFixture {
    static final String[] EXTENSIONS = {
        "segment",
        "l2_adjacency",
        "ip_allocation",
        "standard-attr-segment",
        "subnet-segmentid-writable",
        "segments-peer-subnet-host-routes"
    };

    private final EmbeddedCloud cloud;
    private final String project;

    RoutedFixture(EmbeddedCloud cloud, String project) {
        this.cloud = cloud;
        this.project = cloud.project(project).id();
    }

    /** A network of these segments, or of the one that Neutron gives it. */
    String network(String name, ObjectNode... segments) {
        ObjectNode network = WireJson.object("name", name, "tenant_id", project);
        if (segments.length == 1) {
            network.setAll(segments[0]);
        } else if (segments.length > 1) {
            network.set("segments", WireJson.node(List.of(segments)));
        }
        return make("/v2.0/networks", "network", network);
    }

    /** A subnet that is bound to a segment, unless that is null. */
    String subnet(String network, String name, String cidr, String segment) {
        ObjectNode subnet = WireJson.object("network_id", network, "name", name, "ip_version", 4, "cidr", cidr)
                .put("tenant_id", project);
        if (segment != null) {
            subnet.put("segment_id", segment);
        }
        return make("/v2.0/subnets", "subnet", subnet);
    }

    private String make(String path, String key, ObjectNode wanted) {
        return cloud.inside().make("network", path, key, wanted).path("id").asText();
    }

    /** The id of the segment of a network that is of a type and has a number. */
    String segment(String network, String type, int number) {
        return segments(network).stream()
                .filter(each -> each.path("network_type").asText().equals(type))
                .filter(each -> each.path("segmentation_id").asInt() == number)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    List<JsonNode> segments(String network) {
        return cloud.inside().list("network", "/v2.0/segments?network_id=" + network, "segments");
    }

    /** Names and describes a segment. */
    void call(String segment, String name, String description) {
        cloud.inside()
                .put(
                        "network",
                        "/v2.0/segments/" + segment,
                        WireJson.object("segment", WireJson.object("name", name, "description", description)));
    }

    static ObjectNode vlan(String wire, int number) {
        return provider("vlan", wire, number);
    }

    static ObjectNode vxlan(int number) {
        return provider("vxlan", null, number);
    }

    private static ObjectNode provider(String type, String wire, int number) {
        return WireJson.object(
                "provider:network_type", type, "provider:physical_network", wire, "provider:segmentation_id", number);
    }
}
