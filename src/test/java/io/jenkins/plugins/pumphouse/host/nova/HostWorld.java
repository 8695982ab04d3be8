package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Machines;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.rules.ExternalResource;

/** A cloud with the hypervisors cmp-12 and cmp-13 and no server, old or new. */
final class HostWorld extends ExternalResource {
    /** 3.5 GiB of disks, 2.5 of them without the root disk. */
    private static final ObjectNode FLAVOR = WireJson.object(
            "name", "m1.tiny", "ram", 512, "vcpus", 1, "disk", 1, "OS-FLV-EXT-DATA:ephemeral", 2, "swap", 512);

    private final EmbeddedCloud embedded;
    private Cloud cloud;

    private HostWorld(EmbeddedCloud embedded, String... hosts) {
        this.embedded = embedded.hosts(hosts);
    }

    static HostWorld modern() {
        return new HostWorld(EmbeddedCloud.v3("mira"), "cmp-12", "cmp-13");
    }

    static HostWorld icehouse() {
        return new HostWorld(EmbeddedCloud.v2("old"), "cmp-12", "cmp-13");
    }

    static HostWorld of(String... hosts) {
        return new HostWorld(EmbeddedCloud.v3("mira"), hosts);
    }

    @Override
    protected void before() {
        embedded.start();
        embedded.project("demo").image("cirros", 1000);
        embedded.inside().post("compute", compute() + "/flavors", WireJson.object("flavor", FLAVOR));
        cloud = Cloud.open(CloudAccess.ofPassword(embedded.name(), embedded.authUrl(), "admin", "admin", "admin"));
        embedded.journal().clear();
    }

    @Override
    protected void after() {
        cloud.close();
        embedded.close();
    }

    Cloud cloud() {
        return cloud;
    }

    EmbeddedCloud embedded() {
        return embedded;
    }

    Machines machines() {
        return embedded.machines();
    }

    ComputeHost host(String name) {
        return new ComputeHost(cloud, name);
    }

    /** Boots a server there and does this to it; returns its id. */
    String server(String name, String host, String... actions) {
        embedded.project("demo")
                .server(name)
                .image("cirros")
                .flavor("m1.tiny")
                .host(host)
                .then(actions)
                .boot();
        return id(name);
    }

    /** The same with its root disk on a volume. */
    String serverFromVolume(String name, String host) {
        embedded.project("demo")
                .server(name)
                .image("cirros")
                .flavor("m1.tiny")
                .host(host)
                .fromVolume("volume-of-" + name)
                .boot();
        return id(name);
    }

    private String id(String name) {
        return embedded.inside().servers().stream()
                .filter(server -> WireJson.text(server, "name").equals(name))
                .map(server -> WireJson.text(server, "id"))
                .findFirst()
                .orElseThrow();
    }

    /** Makes an aggregate of these hosts; a zone of null makes none. */
    void aggregate(String name, String zone, String... hosts) {
        String root = compute() + "/os-aggregates";
        String id = WireJson.text(
                embedded.inside()
                        .make("compute", root, "aggregate", WireJson.object("name", name, "availability_zone", zone)),
                "id");
        for (String host : hosts) {
            embedded.inside()
                    .post(
                            "compute",
                            root + "/" + id + "/action",
                            WireJson.object("add_host", WireJson.object("host", host)));
        }
    }

    /** All hosts that are in an aggregate. */
    List<String> aggregateMembers() {
        return cloud.list(Service.COMPUTE, "/os-aggregates", "aggregates").stream()
                .flatMap(aggregate -> StreamSupport.stream(
                                aggregate.path("hosts").spliterator(), false)
                        .map(JsonNode::asText))
                .toList();
    }

    /** The path before every resource of Nova. */
    String compute() {
        return embedded.authUrl().endsWith("/v3")
                ? "/v2.1"
                : "/v2/" + embedded.inside().projectId();
    }

    /** What was changed over HTTP, as {@code "PUT /v2.1/os-services/disable"}. */
    List<String> writes() {
        return embedded.journal().writes().stream()
                .map(entry -> entry.method() + " " + entry.path())
                .toList();
    }
}
