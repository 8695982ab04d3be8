package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What goes wrong stays where it went wrong, is told, and leaves nothing half-made behind. */
public class FailureTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aFailureFailsWhatNeedsTheFailedObjectAndNothingElse() throws Exception {
        clouds.target.faults().on("POST", "/v2.0/subnets").status(400).times(1);

        Report report = clouds.move(Verb.NETWORKS);

        List<String> failed = ended(report, End.FAILED);
        assertThat(failed).hasSize(2);
        assertThat(failed.get(0)).startsWith("subnet demo-");
        assertThat(failed.get(1)).startsWith("router interface demo-router at 10.");
        assertThat(outcome(report, "router interface", failed.get(1).substring("router interface ".length()))
                        .message())
                .isEqualTo("needs " + failed.get(0) + ", which failed");
        assertThat(ended(report, End.CREATED))
                .hasSize(6)
                .contains("network demo-net", "network demo-backend", "router demo-router");
    }

    @Test
    public void theNextRunDoesWhatTheFailureLeft() throws Exception {
        clouds.target.faults().on("POST", "/v2.0/subnets").status(400).times(1);
        clouds.move(Verb.NETWORKS);

        Report next = clouds.move(Verb.NETWORKS);

        assertThat(ended(next, End.CREATED)).hasSize(2);
        assertThat(next.failed()).isFalse();
    }

    @Test
    public void aFailureNamesTheObjectTheCloudAndTheServicesWords() throws Exception {
        clouds.target
                .faults()
                .on("POST", "/v2.0/routers")
                .status(409)
                .body("{\"NeutronError\": {\"type\": \"OverQuota\", \"message\": \"Quota exceeded for resources:"
                        + " ['router'].\", \"detail\": \"\"}}");

        assertThat(outcome(clouds.move(Verb.NETWORKS), "router", "demo-router").message())
                .contains("new", "Quota exceeded for resources: ['router'].");
    }

    @Test
    public void aServiceThatStoresSomethingElseIsCaughtByReadingBack() throws Exception {
        clouds.target.faults().on("PUT", "/v2.1/os-quota-sets/*").status(200).body("{\"quota_set\": {}}");

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).isEqualTo(End.FAILED);
        assertThat(quota.message())
                .startsWith("does not read back as it was written on new: ")
                .contains("cores: 42 on old, 20 on new");
    }

    @Test
    public void anImageWhoseBytesAreOthersThanGlanceHashedIsRemovedAndReported() throws Exception {
        clouds.source.faults().on("GET", "/v2/images/*/file").status(200).body("{\"not\": \"the image\"}");

        Report report = clouds.move(Verb.IMAGES);

        assertThat(outcome(report, "image", "debian-demo").message()).contains("on old has 3145728 bytes", "was sent");
        assertThat(clouds.ofDemo("image", "/v2/images", "images")).isEmpty();
    }

    @Test
    public void anImageWhoseBytesBreakOffIsRemovedAndReported() throws Exception {
        clouds.source.faults().on("GET", "/v2/images/*/file").truncateAfter(100_000);

        Report report = clouds.move(Verb.IMAGES);

        assertThat(ended(report, End.FAILED)).containsExactlyInAnyOrder("image debian-demo", "image golden");
        assertThat(clouds.ofDemo("image", "/v2/images", "images")).isEmpty();
        clouds.source.faults().clear();
        assertThat(clouds.move(Verb.IMAGES).failed()).isFalse();
        assertThat(names(clouds.ofDemo("image", "/v2/images", "images")))
                .containsExactlyInAnyOrder("debian-demo", "golden");
    }

    @Test
    public void tokensThatRunOutInTheMiddleAreRenewed() throws Exception {
        clouds.onLine(line -> {
            if (line.startsWith("+  project")) {
                clouds.source.expireTokens();
                clouds.target.expireTokens();
            }
        });

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(ended(report, End.CREATED)).contains("image debian-demo", "image golden");
    }

    @Test
    public void noServerIsMovedWithoutTheCardsThatCouldNotBeRead() throws Exception {
        clouds.source.faults().on("GET", "/v2.0/ports").status(403).times(1);

        Report report = clouds.move(Verb.INSTANCES);

        assertThat(report.failed()).isTrue();
        assertThat(clouds.target.inside().servers())
                .allSatisfy(server -> assertThat(server.path("addresses")).isNotEmpty());
        assertThat(clouds.move(Verb.INSTANCES).failed()).isFalse();
    }
}
