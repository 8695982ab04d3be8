package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Who may use an image on the source may use it on the target. */
public class ImageVisibilityTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void anImageOfTheCommunityStaysOne() throws Exception {
        image("commons", "community");

        assertThat(outcome(clouds.move(Verb.IMAGES), "image", "commons").end()).isEqualTo(End.CREATED);

        assertThat(onTarget("commons", "?visibility=community")
                        .path("visibility")
                        .asText())
                .isEqualTo("community");
        assertThat(clouds.move(Verb.IMAGES).changed()).isFalse();
    }

    @Test
    public void oneThatIsHiddenAsWellComesAndStaysHidden() throws Exception {
        clouds.source
                .project("demo")
                .image("retired", 1024, WireJson.object("visibility", "community", "os_hidden", true));

        Report moved = clouds.move(Verb.IMAGES);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(onTarget("retired", "?visibility=community&os_hidden=true")
                        .path("status")
                        .asText())
                .isEqualTo("active");
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO).lines()).isEmpty();
    }

    @Test
    public void theMembersOfASharedImageAndTheirAnswersComeAlong() throws Exception {
        String image = image("ours", "shared");
        clouds.move(Verb.TENANTS, TwoClouds.ALL);
        String shop = clouds.source.project("shop").id();
        clouds.source.inside().post("image", "/v2/images/" + image + "/members", WireJson.object("member", shop));
        clouds.source
                .inside("admin", "shop")
                .put("image", "/v2/images/" + image + "/members/" + shop, WireJson.object("status", "accepted"));

        assertThat(outcome(clouds.move(Verb.IMAGES), "image", "ours").end()).isEqualTo(End.CREATED);

        String there = onTarget("ours", "").path("id").asText();
        JsonNode member = clouds.target
                .inside()
                .list("image", "/v2/images/" + there + "/members", "members")
                .get(0);
        assertThat(member.path("status").asText()).isEqualTo("accepted");
        assertThat(member.path("member_id").asText())
                .isEqualTo(clouds.target.inside().id("identity", "/v3/projects", "projects", "shop"));
    }

    @Test
    public void aPublicImageStaysOne() throws Exception {
        image("everyones", "public");

        clouds.move(Verb.IMAGES);

        assertThat(onTarget("everyones", "").path("visibility").asText()).isEqualTo("public");
        assertThat(clouds.move(Verb.IMAGES).changed()).isFalse();
    }

    /** To publish needs a right of its own ({@code publicize_image}). */
    @Test
    public void onePublicImageThatMayNotBePublishedCostsItselfAndLeavesNothing() throws Exception {
        image("everyones", "public");
        clouds.target
                .faults()
                .on("POST", "/v2/images")
                .containing("\"public\"")
                .status(403)
                .body("{\"message\": \"You are not authorized to complete publicize_image action.\"}");

        Report report = clouds.move(Verb.IMAGES);

        Outcome refused = outcome(report, "image", "everyones");
        assertThat(refused.end()).isEqualTo(End.FAILED);
        assertThat(refused.message()).contains("publicize_image");
        assertThat(outcome(report, "image", "debian-demo").end()).isEqualTo(End.CREATED);
        assertThat(clouds.target.inside().list("image", "/v2/images", "images"))
                .noneMatch(one -> one.path("name").asText().equals("everyones"));
    }

    private String image(String name, String visibility) {
        ObjectNode wanted = WireJson.object("visibility", visibility);
        clouds.source.project("demo").image(name, 1024, wanted);
        return clouds.source
                .inside()
                .named(
                        "image",
                        "/v2/images" + (visibility.equals("community") ? "?visibility=community" : ""),
                        "images",
                        name)
                .path("id")
                .asText();
    }

    private JsonNode onTarget(String name, String query) {
        return clouds.target.inside().named("image", "/v2/images" + query, "images", name);
    }

    /** Before Rocky, a Glance shows no {@code os_hidden} and takes no boolean for a property that it does not know. */
    @Test
    public void anImageComesToAGlanceThatCanHideNone() throws Exception {
        for (String path : List.of("/v2/images", "/v2/images/*")) {
            clouds.target.faults().on("GET", path).answersInstead(ImageVisibilityTest::withoutHidden);
        }
        clouds.target.faults().on("POST", "/v2/images").containing("os_hidden").status(400);

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "image", "debian-demo").end()).isEqualTo(End.CREATED);
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    private static Answer withoutHidden(Answer answer) {
        return answer.edited(json -> {
            if (json instanceof ObjectNode image) {
                image.remove("os_hidden");
            }
            json.path("images").forEach(image -> ((ObjectNode) image).remove("os_hidden"));
        });
    }
}
