package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Objects without a name, of which Neutron and Glance take any number: an empty name says nothing of whose it is. */
public class UnnamedTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void anUnnamedNetworkIsNotTakenForOneOfTheTargetsOwn() throws Exception {
        comesBesideTheTargetsOwn(Verb.NETWORKS, "/v2.0/networks", "network");
    }

    @Test
    public void anUnnamedRouterIsNotTakenForOneOfTheTargetsOwn() throws Exception {
        comesBesideTheTargetsOwn(Verb.NETWORKS, "/v2.0/routers", "router");
    }

    @Test
    public void anUnnamedGroupIsNotTakenForOneOfTheTargetsOwn() throws Exception {
        comesBesideTheTargetsOwn(Verb.SECGROUPS, "/v2.0/security-groups", "security_group");
    }

    private void comesBesideTheTargetsOwn(Verb verb, String path, String key) throws Exception {
        clouds.move(Verb.TENANTS);
        unnamed(clouds.source, path, key);
        unnamed(clouds.source, path, key);
        unnamed(clouds.target, path, key);

        Report first = clouds.move(verb);

        assertThat(first.failed()).as(first.outcomes().toString()).isFalse();
        assertThat(first.conflicts()).isEmpty();
        assertThat(clouds.ofDemo("network", path, key + "s"))
                .filteredOn(each -> each.path("name").asText().isEmpty())
                .hasSize(3);
        Report second = clouds.move(verb);
        assertThat(second.cost().writes()).as(second.outcomes().toString()).isZero();
    }

    @Test
    public void imagesWithoutANameStaySeveral() throws Exception {
        clouds.source.project("demo").image("one", 1024).image("two", 1024);
        for (String name : List.of("one", "two")) {
            String id = clouds.source.inside().id("image", "/v2/images", "images", name);
            clouds.source
                    .inside()
                    .patch("image", "/v2/images/" + id, Json.array(List.of()).add(replaceName()));
        }

        Report first = clouds.move(Verb.IMAGES);

        assertThat(first.failed()).as(first.outcomes().toString()).isFalse();
        assertThat(clouds.ofDemo("image", "/v2/images", "images"))
                .filteredOn(each -> each.path("name").asText("").isEmpty())
                .hasSize(2);
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    private static ObjectNode replaceName() {
        return Json.object().put("op", "replace").put("path", "/name").putNull("value");
    }

    private static JsonNode unnamed(EmbeddedCloud cloud, String path, String key) {
        String demo = cloud.inside().id("identity", "/v3/projects", "projects", "demo");
        return cloud.inside()
                .make("network", path, key, Json.object().put("name", "").put("tenant_id", demo));
    }
}
