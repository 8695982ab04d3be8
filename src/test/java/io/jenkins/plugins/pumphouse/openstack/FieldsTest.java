package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What a service says arrives whole, and nothing is sent that the caller did not write. */
public class FieldsTest {

    private FakeCloud fake;
    private Cloud cloud;

    @Before
    public void start() {
        fake = FakeCloud.start("mira");
        cloud = fake.access().open();
    }

    @After
    public void stop() {
        cloud.close();
        fake.close();
    }

    @Test
    public void aQuotaKeepsTheFieldsThatNoModelKnows() throws Exception {
        String quota = "{\"quota_set\": {\"id\": \"p\", \"cores\": 20, \"instances\": -1, \"server_groups\": 10,"
                + " \"server_group_members\": 7, \"tomorrow\": 1}}";
        fake.on("GET", "/compute/v2.1/os-quota-sets/p", FakeAnswer.json(quota));
        assertThat(cloud.get(Service.COMPUTE, "/os-quota-sets/p")).isEqualTo(new ObjectMapper().readTree(quota));
    }

    @Test
    public void settingOneQuotaSendsThatOneAndNoZeroForTheOthers() throws Exception {
        fake.on("PUT", "/network/v2.0/quotas/p", FakeAnswer.json("{\"quota\": {\"port\": 60, \"network\": 100}}"));
        ObjectNode quota = JsonNodeFactory.instance.objectNode();
        quota.putObject("quota").put("port", 60);
        assertThat(cloud.send(Request.put(Service.NETWORK, "/quotas/p").body(quota))
                        .json()
                        .at("/quota/network")
                        .asInt())
                .isEqualTo(100);
        assertThat(new ObjectMapper().readTree(fake.last().body())).isEqualTo(quota);
    }

    @Test
    public void anImageIsPatchedWithItsOwnType() {
        fake.on("PATCH", "/image/v2/images/1", FakeAnswer.json("{\"id\": \"1\"}"));
        cloud.send(Request.patch(Service.IMAGE, "/images/1")
                .body(JsonNodeFactory.instance.arrayNode(), "application/openstack-images-v2.1-json-patch"));
        assertThat(fake.last().header("Content-Type")).isEqualTo("application/openstack-images-v2.1-json-patch");
        assertThat(fake.last().body()).isEqualTo("[]");
    }

    @Test
    public void umlautsSurviveInBodiesAndPaths() throws Exception {
        fake.on("PUT", "/v3/projects/1/tags/gr%C3%BCn%2Fwei%C3%9F", FakeAnswer.json(201, ""));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", "Zürich 東京");
        cloud.send(Request.put(Service.IDENTITY, "/projects/1/tags/" + Request.segment("grün/weiß"))
                .body(body));
        assertThat(new ObjectMapper().readTree(fake.last().body())).isEqualTo(body);
    }

    @Test
    public void anAnswerWithoutABodyIsAnEmptyObject() {
        fake.on("DELETE", "/compute/v2.1/servers/1", FakeAnswer.status(204));
        fake.on("POST", "/compute/v2.1/servers/1/action", FakeAnswer.text(202, "text/plain", "accepted"));
        assertThat(cloud.send(Request.delete(Service.COMPUTE, "/servers/1")).json())
                .isEmpty();
        assertThat(cloud.send(Request.post(Service.COMPUTE, "/servers/1/action"))
                        .json())
                .isEmpty();
    }

    @Test
    public void headersOfAnAnswerAreFoundInAnyCase() {
        fake.on(
                "POST",
                "/compute/v2.1/servers/1/action",
                FakeAnswer.status(202).header("Location", "http://h/images/2"));
        assertThat(cloud.send(Request.post(Service.COMPUTE, "/servers/1/action"))
                        .headers()
                        .get("location"))
                .isEqualTo("http://h/images/2");
    }

    @Test
    public void networkExtensionsAreAskedForOnce() {
        fake.on(
                "GET",
                "/network/v2.0/extensions",
                FakeAnswer.json("{\"extensions\": [{\"alias\": \"router\"}, {\"alias\": \"standard-attr-tag\"}]}"));
        assertThat(cloud.networkExtensions()).containsExactlyInAnyOrder("router", "standard-attr-tag");
        assertThat(cloud.networkExtensions()).contains("router");
        assertThat(fake.seen()).hasSize(1);
    }
}
