package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What images are beside their bytes. */
public class ImagesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aProtectedImageIsProtectedOnlyOnceItIsWholeSoThatAFailedOneCanBeRemoved() throws Exception {
        clouds.target.faults().on("PUT", "/v2/images/*/file").status(507);

        Report failed = clouds.move(Verb.IMAGES);

        assertThat(outcome(failed, "image", "golden").end()).isEqualTo(End.FAILED);
        assertThat(clouds.target.inside().list("image", "/v2/images", "images"))
                .noneMatch(image -> image.path("name").asText().equals("golden"));
        clouds.target.faults().clear();
        clouds.move(Verb.IMAGES);
        assertThat(image(clouds.target, "golden").path("protected").asBoolean()).isTrue();
    }

    @Test
    public void aHiddenImageWhoseUploadBreaksLeavesNothingThatTheNextRunWouldNotFind() throws Exception {
        String id = image(clouds.source, "debian-demo").path("id").asText();
        patch(id, "os_hidden", WireJson.node(true));

        brokenUpload();

        assertThat(list("?os_hidden=true")).isEmpty();
        clouds.target.faults().clear();
        clouds.move(Verb.IMAGES);
        assertThat(list("?os_hidden=true"))
                .singleElement()
                .matches(image -> image.path("status").asText().equals("active"));
    }

    @Test
    public void anImageOfTheCommunityWhoseUploadBreaksLeavesNothingEither() throws Exception {
        String id = image(clouds.source, "debian-demo").path("id").asText();
        patch(id, "visibility", WireJson.node("community"));

        brokenUpload();

        assertThat(list("?visibility=community")).isEmpty();
    }

    private void brokenUpload() throws Exception {
        clouds.target.faults().on("PUT", "/v2/images/*/file").status(507);
        assertThat(outcome(clouds.move(Verb.IMAGES), "image", "debian-demo").end())
                .isEqualTo(End.FAILED);
    }

    private List<JsonNode> list(String query) {
        return clouds.target.inside().list("image", "/v2/images" + query, "images");
    }

    /** Glance gives no id away twice, also not after an upload that broke off. */
    @Test
    public void anImageThatCannotHaveItsIdAgainSaysSoNowAndLater() throws Exception {
        String id = image(clouds.source, "debian-demo").path("id").asText();
        brokenUpload();
        clouds.target.faults().clear();

        String moved = outcome(clouds.move(Verb.IMAGES), "image", "debian-demo").message();

        assertThat(moved).contains("left behind: id " + id + " (it is ");
        assertThat(image(clouds.target, "debian-demo").path("id").asText()).isNotEqualTo(id);
        assertThat(outcome(clouds.move(Verb.IMAGES), "image", "debian-demo").message())
                .contains("left behind: id " + id + " (it is ");
    }

    @Test
    public void anImageKeepsItsIdWhereItIsFree() throws Exception {
        clouds.move(Verb.IMAGES);

        assertThat(image(clouds.target, "debian-demo").path("id").asText())
                .isEqualTo(image(clouds.source, "debian-demo").path("id").asText());
    }

    @Test
    public void aKernelAndARamdiskComeBeforeTheImageThatNeedsThemAndAreNamedByTheirNewIds() throws Exception {
        clouds.source.project("demo").image("kernel", 4096).image("ramdisk", 4096);
        patch(
                "debian-demo",
                "kernel_id",
                image(clouds.source, "kernel").path("id").asText());
        patch(
                "debian-demo",
                "ramdisk_id",
                image(clouds.source, "ramdisk").path("id").asText());

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.failed()).isFalse();
        JsonNode moved = image(clouds.target, "debian-demo");
        assertThat(moved.path("kernel_id").asText())
                .isEqualTo(image(clouds.target, "kernel").path("id").asText());
        assertThat(moved.path("ramdisk_id").asText())
                .isEqualTo(image(clouds.target, "ramdisk").path("id").asText());
    }

    /** Nova boots nothing from it, on neither cloud, until the kernel is there again under whatever id. */
    @Test
    public void anImageWhoseKernelIsDeletedSaysHowToComeByIt() throws Exception {
        clouds.source.project("demo").image("kernel", 4096);
        String kernel = image(clouds.source, "kernel").path("id").asText();
        patch("debian-demo", "kernel_id", kernel);
        clouds.source.inside().delete("image", "/v2/images/" + kernel);

        Outcome refused = outcome(clouds.plan(Verb.IMAGES, TwoClouds.DEMO), "image", "debian-demo");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .startsWith("refers to image " + kernel + ", which old no longer has.")
                .contains(
                        "in mapping: images: {" + kernel + ": …}",
                        "the file kernel or ramdisk in the server's directory");

        clouds.target.project("rescue").image("rescued", 4096);
        clouds.mapping(
                "image", kernel, image(clouds.target, "rescued").path("id").asText());
        Report moved = clouds.move(Verb.IMAGES);
        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(image(clouds.target, "debian-demo").path("kernel_id"))
                .isEqualTo(image(clouds.target, "rescued").path("id"));
    }

    /** The word of Nova's null_kernel, which today's Glance takes for no id. */
    @Test
    public void anImageThatSaysThatItBootsByItselfNeedsNoKernel() throws Exception {
        clouds.source
                .faults()
                .on("GET", "/v2/images")
                .answersInstead(answer -> answer.replacing(
                        "\"name\":\"debian-demo\"",
                        "\"name\":\"debian-demo\",\"kernel_id\":\"nokernel\",\"ramdisk_id\":\"\""));

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(image(clouds.target, "debian-demo").has("kernel_id")).isFalse();
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    @Test
    public void whatRefersToTheSourceOrIsGlancesOwnIsNotCopied() throws Exception {
        patch("debian-demo", "base_image_ref", "6c0a8b1e-0000-4000-8000-000000000001");
        patch("debian-demo", "instance_uuid", "6c0a8b1e-0000-4000-8000-000000000002");

        clouds.move(Verb.IMAGES);

        JsonNode moved = image(clouds.target, "debian-demo");
        assertThat(moved.has("base_image_ref")).isFalse();
        assertThat(moved.has("instance_uuid")).isFalse();
        assertThat(moved.path("os_distro").asText()).isEqualTo("debian");
    }

    @Test
    public void aDeactivatedImageIsRefusedWithTheWayOut() throws Exception {
        String id = image(clouds.source, "debian-demo").path("id").asText();
        clouds.source.inside().post("image", "/v2/images/" + id + "/actions/deactivate", null);

        Report plan = clouds.plan(Verb.IMAGES, TwoClouds.DEMO);

        assertThat(outcome(plan, "image", "debian-demo").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "image", "debian-demo").message()).contains("is deactivated", "reactivate it on old");
    }

    @Test
    public void aSignedImageAndOneThatIsEncryptedAreRefused() throws Exception {
        patch("debian-demo", "img_signature_certificate_uuid", "6c0a8b1e-0000-4000-8000-000000000003");
        patch("golden", "cinder_encryption_key_id", "6c0a8b1e-0000-4000-8000-000000000004");

        Report plan = clouds.plan(Verb.IMAGES, TwoClouds.DEMO);

        assertThat(outcome(plan, "image", "debian-demo").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "image", "golden").end()).isEqualTo(End.CONFLICT);
    }

    private void patch(String name, String property, String value) {
        patch(image(clouds.source, name).path("id").asText(), property, WireJson.node(value));
    }

    private void patch(String id, String property, JsonNode value) {
        clouds.source
                .inside()
                .patch(
                        "image",
                        "/v2/images/" + id,
                        WireJson.array(WireJson.object("op", "add", "path", "/" + property, "value", value)));
    }

    private static JsonNode image(EmbeddedCloud cloud, String name) {
        return cloud.inside().named("image", "/v2/images", "images", name);
    }
}
