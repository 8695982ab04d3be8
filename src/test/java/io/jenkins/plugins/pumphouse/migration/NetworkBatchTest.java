package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.Journal;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Networks and subnets are made several in a request, each with its own mark, so that nothing is made twice and nothing
 * is lost, whatever becomes of the request.
 */
public class NetworkBatchTest {
    private static final String NETWORKS = "/v2.0/networks";
    private static final String SUBNETS = "/v2.0/subnets";
    private static final int SOME = 12;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void projectsWithoutLimits() throws Exception {
        quota(clouds.source, clouds.source.inside().id("identity", "/v3/projects", "projects", "demo"), -1);
        clouds.move(Verb.NETWORKS);
        quota(clouds.target, clouds.target.inside().id("identity", "/v3/projects", "projects", "demo"), -1);
    }

    private static void quota(EmbeddedCloud cloud, String project, int networks) {
        cloud.inside()
                .put(
                        "network",
                        "/v2.0/quotas/" + project,
                        WireJson.object("quota", WireJson.object("network", networks, "subnet", -1)));
    }

    /** NetworkType and SubnetType tell the formula. */
    @Test
    public void eachTakesTwoRequestsBesideThoseThatAreForSeveral() throws Exception {
        for (int count : List.of(10, 100)) {
            networks("of" + count, count, count);
            clouds.target.journal().clear();

            assertWell(clouds.move(Verb.NETWORKS));

            Journal sent = clouds.target.journal();
            assertThat(sent.count("PUT", NETWORKS + "/*/tags")).isEqualTo(count);
            assertThat(sent.count("PUT", NETWORKS + "/*")).isEqualTo(count);
            assertThat(sent.count("PUT", SUBNETS + "/*/tags")).isEqualTo(count);
            assertThat(sent.count("PUT", SUBNETS + "/*")).isEqualTo(count);
            assertThat(sent.count("POST", NETWORKS)).isLessThanOrEqualTo(count / 4 + 3);
            assertThat(sent.count("POST", SUBNETS)).isLessThanOrEqualTo(count / 4 + 3);
        }
    }

    @Test
    public void aRequestHoldsNoMoreThanTwentyNorTooManyBytes() throws Exception {
        clouds.limits(100, 1);
        networks("web", 70, 30);
        List<Integer> sizes = new ArrayList<>();
        clouds.target.faults().gatekeeper(asked -> {
            if (asked.method().equals("POST") && asked.path().equals(NETWORKS)) {
                synchronized (sizes) {
                    sizes.add(asked.body().split("\"name\"", -1).length - 1);
                }
            }
            return true;
        });

        assertWell(clouds.move(Verb.NETWORKS));

        assertThat(sizes).contains(20).allMatch(size -> size <= 20);
        assertComplete(70);
    }

    @Test
    public void networksWhoseAnswerIsLostAreFoundAndNotMadeAgain() throws Exception {
        networks("web", SOME, 30);
        Faults.Fault networks = clouds.target.faults().on("POST", NETWORKS).about("networks");
        Faults.Fault subnets = clouds.target.faults().on("POST", SUBNETS).about("subnets");
        networks.resetAfterwards().times(1);
        subnets.resetAfterwards().times(1);

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(networks.struck()).isEqualTo(1);
        assertThat(subnets.struck()).isEqualTo(1);
        assertWell(report);
        assertComplete(SOME);
    }

    /** Nobody can tell that it was not done, nor that it will not be: nothing is sent again. */
    @Test
    public void networksThatNeutronMayStillMakeAreLeftToTheNextRun() throws Exception {
        networks("web", SOME, 30);
        Faults.Fault networks = clouds.target.faults().on("POST", NETWORKS).about("networks");
        networks.status(504).times(1);

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(networks.struck()).isEqualTo(1);
        assertThat(TwoClouds.ended(report, End.FAILED)).anyMatch(each -> each.startsWith("network web-"));
        clouds.target.faults().clear();
        assertWell(clouds.move(Verb.NETWORKS));
        assertComplete(SOME);
    }

    @Test
    public void networksThatNeutronTakesBackTogetherAreMadeOneByOne() throws Exception {
        networks("web", SOME, 30);
        Faults.Fault failed = clouds.target.faults().on("POST", NETWORKS).about("networks");
        failed.status(500).times(1);

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(failed.struck()).isEqualTo(1);
        assertWell(report);
        assertComplete(SOME);
    }

    /** The look after the doubt fails as well: it is no proof that nothing was made. */
    @Test
    public void whatCannotBeLookedForIsNotMadeAgain() throws Exception {
        networks("web", SOME, 30);
        Faults.Fault failed = clouds.target.faults().on("POST", NETWORKS).about("networks");
        failed.resetAfterwards().times(1);
        clouds.target
                .faults()
                .on("GET", NETWORKS)
                .when(() -> failed.struck() > 0)
                .status(400);

        clouds.move(Verb.NETWORKS);

        assertThat(failed.struck()).isEqualTo(1);
        clouds.target.faults().clear();
        assertWell(clouds.move(Verb.NETWORKS));
        assertComplete(SOME);
    }

    @Test
    public void aNetworkAndASubnetThatAreRefusedCostOnlyThemselves() throws Exception {
        networks("web", SOME, 30);
        clouds.target.faults().on("POST", NETWORKS).containing("\"web-3\"").status(400);
        clouds.target
                .faults()
                .on("POST", SUBNETS)
                .containing("\"web-5-subnet\"")
                .status(409);

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(TwoClouds.ended(report, End.FAILED))
                .containsExactlyInAnyOrder("network web-3", "subnet web-3-subnet", "subnet web-5-subnet");
        clouds.target.faults().clear();
        assertWell(clouds.move(Verb.NETWORKS));
        assertComplete(SOME);
    }

    @Test
    public void asManyAreMadeAsTheQuotaHasRoomFor() throws Exception {
        networks("web", SOME, 30);
        String project = clouds.target.inside().id("identity", "/v3/projects", "projects", "demo");
        int room = made("networks").size() + 5;
        AtomicBoolean planned = new AtomicBoolean();
        clouds.onLine(line -> {
            if (line.startsWith("plan") && !planned.getAndSet(true)) {
                quota(clouds.target, project, room);
            }
        });

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(TwoClouds.ended(report, End.FAILED))
                .filteredOn(each -> each.startsWith("network "))
                .hasSize(SOME - 5);
        assertThat(made("networks")).hasSize(room);
    }

    @Test
    public void whatAKilledRunMadeInOneRequestIsFoundByTheNext() throws Exception {
        networks("web", SOME, 30);
        clouds.target
                .faults()
                .gatekeeper(
                        asked -> !asked.method().equals("PUT") || !asked.path().startsWith(NETWORKS + "/"));
        assertThat(clouds.move(Verb.NETWORKS).failed()).isTrue();
        assertThat(made("networks"))
                .filteredOn(network -> network.path("tags").isEmpty())
                .hasSizeGreaterThan(2)
                .allMatch(network -> network.path("description").asText().startsWith("pumphouse_source="));
        clouds.target.faults().clear();

        assertWell(clouds.move(Verb.NETWORKS));

        assertComplete(SOME);
    }

    /** Networks of the source, each with a subnet, from {@code 10.<net>.0.0} on. */
    private void networks(String name, int count, int net) {
        for (int i = 0; i < count; i++) {
            clouds.source.project("demo").network(name + '-' + i, "10." + net + '.' + i + ".0/24");
            String id = clouds.source.inside().id("network", NETWORKS, "networks", name + '-' + i);
            clouds.source
                    .inside()
                    .put(
                            "network",
                            NETWORKS + '/' + id,
                            WireJson.object(
                                    "network",
                                    WireJson.object("description", "Network " + i + ", as its owner calls it")));
        }
    }

    private List<JsonNode> made(String kind) {
        return clouds.ofDemo("network", "/v2.0/" + kind, kind);
    }

    private static void assertWell(Report report) {
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
    }

    private void assertComplete(int count) throws Exception {
        List<String> names = new ArrayList<>(List.of("demo-net", "demo-backend"));
        IntStream.range(0, count).forEach(i -> names.add("web-" + i));
        assertThat(names(made("networks"))).containsExactlyInAnyOrderElementsOf(names);
        assertThat(names(made("subnets")))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> name + "-subnet").toList());
        for (JsonNode object : concat(made("networks"), made("subnets"))) {
            assertThat(object.path("tags")).as(object.toString()).hasSize(1);
            assertThat(object.path("description").asText()).doesNotContain("pumphouse");
        }
        for (int i = 0; i < count; i++) {
            String words = "Network " + i + ", as its owner calls it";
            assertThat(made("networks"))
                    .anyMatch(network -> network.path("description").asText().equals(words));
        }
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    private static List<JsonNode> concat(List<JsonNode> some, List<JsonNode> more) {
        List<JsonNode> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
