package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Objects of one name stay as many on the target as they are on the source. */
public class SameNameTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void twoNetworksOfOneNameMovedInTwoRunsStayTwo() throws Exception {
        staysTwo(Verb.NETWORKS, "network", "/v2.0/networks", "networks", json("{'network': {'name': 'private'}}"));
    }

    @Test
    public void twoRoutersOfOneNameMovedInTwoRunsStayTwo() throws Exception {
        staysTwo(Verb.NETWORKS, "network", "/v2.0/routers", "routers", json("{'router': {'name': 'private'}}"));
    }

    @Test
    public void twoSecurityGroupsOfOneNameMovedInTwoRunsStayTwo() throws Exception {
        staysTwo(
                Verb.SECGROUPS,
                "network",
                "/v2.0/security-groups",
                "security_groups",
                json("{'security_group': {'name': 'private'}}"));
    }

    private void staysTwo(Verb verb, String service, String path, String key, ObjectNode wanted) throws Exception {
        ((ObjectNode) wanted.elements().next()).put("tenant_id", demo());
        clouds.source.inside().post(service, path, wanted);
        clouds.move(verb);
        clouds.source.inside().post(service, path, wanted);

        assertThat(clouds.move(verb).failed()).isFalse();

        assertThat(names(clouds.ofDemo(service, path, key)).stream().filter("private"::equals))
                .hasSize(2);
        assertThat(clouds.move(verb).changed()).isFalse();
    }

    @Test
    public void twoImagesOfOneNameMovedInTwoRunsStayTwo() throws Exception {
        clouds.source.project("demo").image("nightly", 1 << 20);
        clouds.move(Verb.IMAGES);
        clouds.source.project("demo").image("nightly", 1 << 20);

        assertThat(clouds.move(Verb.IMAGES).failed()).isFalse();

        assertThat(names(clouds.ofDemo("image", "/v2/images", "images")).stream()
                        .filter("nightly"::equals))
                .hasSize(2);
        assertThat(clouds.move(Verb.IMAGES).changed()).isFalse();
    }

    @Test
    public void twoServersOfOneNameMovedInTwoRunsStayTwo() throws Exception {
        for (int run = 1; run <= 2; run++) {
            clouds.source
                    .project("demo")
                    .server("twin")
                    .image("cirros")
                    .flavor("m1.tiny")
                    .owner("alice", null)
                    .boot();
            assertThat(clouds.move(Verb.INSTANCES).failed()).isFalse();
            assertThat(names(clouds.target.inside().servers()).stream().filter("twin"::equals))
                    .hasSize(run);
        }
        assertThat(clouds.move(Verb.INSTANCES).changed()).isFalse();
    }

    @Test
    public void twoVolumesOfOneNameMovedInTwoRunsStayTwo() throws Exception {
        String volumes = "/v3/" + clouds.target.inside().projectId() + "/volumes/detail?all_tenants=1";
        for (int run = 1; run <= 2; run++) {
            new VolumeFixture(clouds.source, "demo", "backup", 1, "data " + run).make();
            assertThat(clouds.move(Verb.VOLUMES).failed()).isFalse();
            assertThat(names(clouds.target.inside().list("volume", volumes, "volumes")).stream()
                            .filter("backup"::equals))
                    .hasSize(run);
        }
        assertThat(clouds.move(Verb.VOLUMES).changed()).isFalse();
    }

    @Test
    public void twoThatFitOneOfTheTargetsOwnAreNotBothTakenForIt() throws Exception {
        clouds.move(Verb.TENANTS);
        String path = "/v2.0/routers";
        clouds.target
                .inside()
                .post(
                        "network",
                        path,
                        json("{'router': {'name': 'private', 'tenant_id': '"
                                + clouds.target.inside().id("identity", "/v3/projects", "projects", "demo")
                                + "'}}"));
        for (int i = 0; i < 2; i++) {
            clouds.source
                    .inside()
                    .post("network", path, json("{'router': {'name': 'private', 'tenant_id': '" + demo() + "'}}"));
        }

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(report.outcomes().stream().filter(o -> o.name().equals("private") && o.end() == End.REUSED))
                .hasSize(1);
        assertThat(report.conflicts()).singleElement().asString().contains("so does router \"private\"", "mapping:");
    }

    @Test
    public void aProjectWhoseNameIsTakenByTheCopyOfAnotherIsAConflictAndNotTakenForIt() throws Exception {
        clouds.move(Verb.TENANTS);
        Inside source = clouds.source.inside();
        source.patch("identity", "/v3/projects/" + demo(), json("{'project': {'name': 'demo-of-last-year'}}"));
        clouds.source.project("demo").description("Web shop for demonstrations");

        Report report = clouds.move(Verb.TENANTS);

        assertThat(outcome(report, "project", "demo").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "project", "demo").message()).contains("was created for", "mapping");
    }

    @Test
    public void aSourceThatGotAnotherNameInTheConfigurationIsStillTheSame() throws Exception {
        clouds.move(Verb.NETWORKS);
        List<JsonNode> before = clouds.ofDemo("network", "/v2.0/networks", "networks");

        clouds.source("legacy").move(Verb.NETWORKS);

        assertThat(clouds.ofDemo("network", "/v2.0/networks", "networks")).hasSameSizeAs(before);
    }

    private String demo() {
        return clouds.source.project("demo").id();
    }
}
