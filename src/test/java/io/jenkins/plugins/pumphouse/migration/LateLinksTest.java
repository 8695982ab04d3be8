package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.object;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What was left behind as another project was not on the target yet comes in the very run that brings that project. */
public class LateLinksTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aNetworkGetsTheQosPolicyOfAnotherProject() throws Exception {
        Inside source = clouds.source.inside();
        String shop = source.id("identity", "/v3/projects", "projects", "shop");
        String policy = source.make(
                        "network",
                        "/v2.0/qos/policies",
                        "policy",
                        object("name", "slow", "tenant_id", shop, "shared", true))
                .path("id")
                .asText();
        String network = source.id("network", "/v2.0/networks", "networks", "demo-net");
        source.put("network", "/v2.0/networks/" + network, object("network", object("qos_policy_id", policy)));
        Outcome first = outcome(clouds.move(Verb.NETWORKS), "network", "demo-net");
        assertThat(first.message()).contains("QoS policy slow (not on new)");

        Outcome second = outcome(clouds.move(Verb.NETWORKS, Selection.ALL), "network", "demo-net");

        assertThat(second.end()).as(second.message()).isEqualTo(End.UPDATED);
        assertThat(clouds.target
                        .inside()
                        .named("network", "/v2.0/networks", "networks", "demo-net")
                        .path("qos_policy_id")
                        .asText())
                .isEqualTo(clouds.target.inside().id("network", "/v2.0/qos/policies", "policies", "slow"));
        assertThat(clouds.move(Verb.NETWORKS, Selection.ALL).cost().writes()).isZero();
    }

    @Test
    public void anImageGetsTheMemberThatComesWithAnImageOfItsOwn() throws Exception {
        share("debian-demo", "shop");
        Outcome first = outcome(clouds.move(Verb.IMAGES), "image", "debian-demo");
        assertThat(first.message()).contains("project shop (not on new)");

        Outcome second = outcome(clouds.move(Verb.IMAGES, Selection.ALL), "image", "debian-demo");

        assertThat(second.end()).as(second.message()).isEqualTo(End.UPDATED);
        assertThat(clouds.target
                        .inside()
                        .get("image", "/v2/images/" + second.target() + "/members")
                        .path("members"))
                .hasSize(1);
        assertThat(clouds.move(Verb.IMAGES, Selection.ALL).cost().writes()).isZero();
    }

    /** Which of the two the source lists first does not matter. */
    @Test
    public void eachOfTwoImagesIsSharedWithTheProjectThatComesWithTheOther() throws Exception {
        share("debian-demo", "shop");
        share("shop-image", "demo");

        assertThat(clouds.plan(Verb.IMAGES, Selection.ALL).outcomes())
                .noneMatch(outcome -> outcome.message().contains("(not on new)"));
        Report report = clouds.move(Verb.IMAGES, Selection.ALL);

        for (String name : List.of("debian-demo", "shop-image")) {
            Outcome image = outcome(report, "image", name);
            assertThat(image.message()).doesNotContain("left behind: project");
            assertThat(clouds.target
                            .inside()
                            .get("image", "/v2/images/" + image.target() + "/members")
                            .path("members"))
                    .as(name)
                    .hasSize(1);
        }
        assertThat(clouds.move(Verb.IMAGES, Selection.ALL).cost().writes()).isZero();
    }

    @Test
    public void anImageThatComesWithoutAMemberWhichFailedSaysSo() throws Exception {
        share("debian-demo", "shop");
        clouds.move(Verb.TENANTS);
        clouds.target.faults().on("POST", "/v3/projects").status(403);

        Report report = clouds.move(Verb.IMAGES, Selection.ALL);

        assertThat(outcome(report, "project", "shop").end()).isEqualTo(End.FAILED);
        assertThat(outcome(report, "image", "debian-demo").end()).isEqualTo(End.CREATED);
        assertThat(outcome(report, "image", "debian-demo").message())
                .contains("left behind: project shop (which failed)");
    }

    @Test
    public void anImageToWhichOnlyAMemberThatFailedWasToBeAddedIsNotUpdated() throws Exception {
        share("debian-demo", "shop");
        clouds.move(Verb.IMAGES);
        clouds.target.faults().on("POST", "/v3/projects").status(403);

        Report report = clouds.move(Verb.IMAGES, Selection.ALL);

        Outcome image = outcome(report, "image", "debian-demo");
        assertThat(image.end()).as(image.message()).isEqualTo(End.REUSED);
        assertThat(image.message()).contains("left behind: project shop (which failed)");
    }

    /** Three servers of project demo, with a quota for three: what was set aside at first counts no more. */
    @Test
    public void aPlanThatIsMadeOnceMoreTakesItsQuotasOnce() throws Exception {
        share("debian-demo", "shop");
        share("shop-image", "demo");
        clouds.target
                .faults()
                .on("GET", "/v2.1/os-quota-sets/*/defaults")
                .status(200)
                .body("{\"quota_set\": {\"instances\": 3}}");

        clouds.fromImages();
        assertThat(clouds.plan(Verb.INSTANCES, Selection.ALL).conflicts()).isEmpty();
    }

    private void share(String image, String project) throws Exception {
        Inside source = clouds.source.inside();
        String path = "/v2/images/" + source.id("image", "/v2/images", "images", image);
        source.patch("image", path, value("[{\"op\": \"replace\", \"path\": \"/visibility\", \"value\": \"shared\"}]"));
        source.post(
                "image",
                path + "/members",
                object("member", source.id("identity", "/v3/projects", "projects", project)));
    }
}
