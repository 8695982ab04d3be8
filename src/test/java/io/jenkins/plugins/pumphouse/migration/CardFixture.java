package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Servers of the source with ports that are chosen one by one, also those of other projects. */
final class CardFixture {
    private CardFixture() {}

    static String id(EmbeddedCloud cloud, String server) {
        return cloud.inside().server(server).path("id").asText();
    }

    static String demo(TwoClouds clouds) {
        return clouds.source.inside().id("identity", "/v3/projects", "projects", "demo");
    }

    static String port(TwoClouds clouds, String network, String project, String address) {
        String net = clouds.source.inside().id("network", "/v2.0/networks", "networks", network);
        return clouds.source
                .inside()
                .post(
                        "network",
                        "/v2.0/ports",
                        json("{'port': {'network_id': '" + net + "', 'tenant_id': '" + project
                                + "', 'fixed_ips': [{'ip_address': '" + address + "'}]}}"))
                .path("port")
                .path("id")
                .asText();
    }

    /** A server of demo on these ports, which an administrator boots, as nobody else may use another project's port. */
    static void boot(TwoClouds clouds, String name, String... ports) {
        Inside admin = clouds.source.inside();
        String role = admin.id("identity", "/v3/roles", "roles", "admin");
        admin.put("identity", "/v3/projects/" + demo(clouds) + "/users/" + admin.userId() + "/roles/" + role, null);
        List<String> networks = new ArrayList<>();
        for (String port : ports) {
            networks.add("{'port': '" + port + "'}");
        }
        String image = admin.id("image", "/v2/images", "images", "cirros");
        String flavor = admin.id("compute", "/v2.1/flavors", "flavors", "m1.tiny");
        clouds.source
                .inside("admin", "demo")
                .post(
                        "compute",
                        "/v2.1/servers",
                        json("{'server': {'name': '" + name + "', 'imageRef': '" + image + "', 'flavorRef': '" + flavor
                                + "', 'networks': [" + String.join(", ", networks) + "]}}"));
        clouds.source.skip(Duration.ofSeconds(5));
    }
}
