package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A quota that is used up is told from the other refusals of the same status. */
public class QuotaTest {

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

    private CloudException refusal(int status, String body) {
        fake.on("POST", "/compute/v2.1/servers", FakeAnswer.json(status, body));
        return catchThrowableOfType(CloudException.class, () -> cloud.send(Request.post(Service.COMPUTE, "/servers")));
    }

    @Test
    public void aQuotaIsKnownInEveryServicesWords() {
        assertThat(refusal(
                        403,
                        "{\"forbidden\": {\"code\": 403, \"message\": \"Quota exceeded for instances:"
                                + " Requested 1, but already used 10 of 10\"}}"))
                .isInstanceOf(CloudException.OverQuota.class)
                .hasMessageContaining("Raise the quota");
        assertThat(refusal(
                        409,
                        "{\"NeutronError\": {\"type\": \"OverQuota\", \"message\": \"No more resources.\","
                                + " \"detail\": \"\"}}"))
                .isInstanceOf(CloudException.OverQuota.class);
        assertThat(refusal(
                        413,
                        "{\"overLimit\": {\"code\": 413, \"message\": \"VolumeLimitExceeded: Maximum number of"
                                + " volumes allowed (10)\"}}"))
                .isInstanceOf(CloudException.OverQuota.class);
        assertThat(refusal(
                        403,
                        "{\"forbidden\": {\"code\": 403, \"message\": \"Policy doesn't allow"
                                + " os_compute_api:servers:create to be performed.\"}}"))
                .isInstanceOf(CloudException.MissingRight.class)
                .hasMessageContaining("User \"admin\" has the roles [admin] in project \"admin\"");
    }

    @Test
    public void aPolicyThatIsAboutQuotasIsAMissingRight() {
        for (String words : List.of(
                "Policy doesn't allow os_compute_api:os-quota-sets:show to be performed.",
                "(rule:update_quota and rule:limit_exceeded) is disallowed by policy",
                "You are not authorized to change the quota of project p.")) {
            assertThat(refusal(403, "{\"forbidden\": {\"code\": 403, \"message\": \"" + words + "\"}}"))
                    .isInstanceOf(CloudException.MissingRight.class)
                    .hasMessageNotContaining("Raise the quota");
        }
    }

    @Test
    public void aProxysLimitOfABodyIsNoQuota() {
        fake.on("GET", "/image/v2/images/i", FakeAnswer.json("{\"id\": \"i\"}"));
        fake.on(
                "PUT",
                "/image/v2/images/i/file",
                FakeAnswer.text(
                        413,
                        "text/html",
                        "<html><head><title>413 Request Entity Too Large</title></head><body><center><h1>413 Request"
                                + " Entity Too Large</h1></center><hr><center>nginx/1.18.0</center></body></html>"));
        assertThatThrownBy(() -> cloud.upload("i", new ByteArrayInputStream(new byte[1000]), -1))
                .isInstanceOf(CloudException.Rejected.class)
                .hasMessageContaining("A proxy in front of the image service refuses a body of this size")
                .hasMessageContaining("client_max_body_size")
                .hasMessageNotContaining("quota");
    }

    @Test
    public void aLimitOfTheRateIsNoQuota() {
        fake.on(
                "POST",
                "/compute/v2.1/servers",
                FakeAnswer.json(
                                413,
                                "{\"overLimit\": {\"code\": 413, \"message\": \"This request was rate-limited.\"}}")
                        .header("Retry-After", "3600"));
        assertThatThrownBy(() -> cloud.send(Request.post(Service.COMPUTE, "/servers")))
                .isInstanceOf(CloudException.Rejected.class)
                .hasMessageContaining("run again later")
                .hasMessageNotContaining("quota");
    }

    @Test
    public void quotasOfGlanceAndOfLimitsAreKnown() {
        for (String words : List.of(
                "Image storage quota exceeded: The size of the data 10 will exceed the limit. 5 bytes remaining.",
                "The limit has been exceeded on the number of allowed image properties. Attempted: 129, Maximum: 128",
                "Project p is over a limit for [Resource image_size_total is over limit of 10 due to current usage 8"
                        + " and delta 5]")) {
            assertThat(refusal(413, "<html><body><h1>413 Request Entity Too Large</h1>" + words + "</body></html>"))
                    .as(words)
                    .isInstanceOf(CloudException.OverQuota.class);
        }
        assertThat(refusal(403, "{\"forbidden\": {\"code\": 403, \"message\": \"Maximum number of ports exceeded\"}}"))
                .isInstanceOf(CloudException.OverQuota.class);
    }
}
