package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Security groups are made several in a request, each with its own description, and yet the next run knows each of
 * them, wherever the one before ended.
 */
public class GroupBatchTest {
    private static final String GROUPS = "/v2.0/security-groups";
    private static final String MANY = "security_groups";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void projectsWithoutLimits() throws Exception {
        unlimited(clouds.source);
        clouds.move(Verb.TENANTS);
        unlimited(clouds.target);
    }

    /** SecurityGroupType tells the formula. */
    @Test
    public void requestsGrowAsTheFormulaSays() throws Exception {
        clouds.move(Verb.SECGROUPS);
        long few = fixed(10);
        long many = fixed(100);

        assertThat(many).isEqualTo(few);
    }

    /** What a run costs beyond its groups. */
    private long fixed(int groups) throws Exception {
        int before = clouds.ofDemo("network", GROUPS, MANY).size();
        groups("of-" + groups, groups);
        clouds.target.journal().clear();

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        int made = clouds.ofDemo("network", GROUPS, MANY).size() - before;
        int posts = clouds.target.journal().count("POST", GROUPS);
        assertThat(posts).as("requests that make groups").isLessThanOrEqualTo(made / 6 + 2);
        return report.cost().targetRequests() - 2L * made - 3L * posts;
    }

    @Test
    public void whatAKilledRunMadeInOneRequestIsFoundByTheNext() throws Exception {
        groups("web", 8);
        letThrough(asked -> !isWriteToAGroup(asked));
        assertThat(clouds.move(Verb.SECGROUPS).failed()).isTrue();
        assertThat(descriptions()).anyMatch(words -> words.startsWith("pumphouse_with="));
        assertThat(untagged()).hasSizeGreaterThan(2);
        AtomicInteger writes = new AtomicInteger();
        letThrough(asked -> !isWriteToAGroup(asked) || writes.incrementAndGet() <= 3);
        clouds.move(Verb.SECGROUPS); // is killed as well
        clouds.target.faults().clear();

        Report last = clouds.move(Verb.SECGROUPS);

        assertThat(last.failed()).as(last.outcomes().toString()).isFalse();
        assertComplete(8);
    }

    @Test
    public void groupsWhoseAnswerIsLostAreFoundAndNotMadeAgain() throws Exception {
        groups("web", 8);
        Faults.Fault lost = clouds.target.faults().on("POST", GROUPS).about(MANY);
        lost.resetAfterwards().times(1);

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(lost.struck()).isEqualTo(1);
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertComplete(8);
    }

    @Test
    public void aGroupThatIsRefusedCostsOnlyItself() throws Exception {
        groups("web", 8);
        clouds.target.faults().on("POST", GROUPS).containing("\"web-3\"").status(400);

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(TwoClouds.ended(report, End.FAILED))
                .containsExactlyInAnyOrder("security group web-3", "rules web-3");
        clouds.target.faults().clear();
        assertThat(clouds.move(Verb.SECGROUPS).failed()).isFalse();
        assertComplete(8);
    }

    /** As Neutron does where two requests make the first group {@code default} of a project at the same moment. */
    @Test
    public void groupsThatNeutronTakesBackTogetherAreMadeOneByOne() throws Exception {
        groups("web", 8);
        Faults.Fault failed = clouds.target.faults().on("POST", GROUPS).about(MANY);
        failed.status(500).times(1);

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(failed.struck()).isEqualTo(1);
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertComplete(8);
    }

    /** Its answer is a proxy's: Neutron may make them yet. */
    @Test
    public void groupsThatNeutronMayStillMakeAreNotAskedForAgain() throws Exception {
        groups("web", 8);
        clouds.target.faults().on("POST", GROUPS).about(MANY).status(504).times(1);

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(TwoClouds.ended(report, End.FAILED)).anyMatch(each -> each.startsWith("security group "));
        clouds.target.faults().clear();
        assertThat(clouds.move(Verb.SECGROUPS).failed()).isFalse();
        assertComplete(8);
    }

    @Test
    public void aGroupWhoseTagsFailCostsOnlyItself() throws Exception {
        groups("web", 8);
        String fifth = idOf("web-5");
        letThrough(asked -> !asked.path().endsWith("/tags") || !asked.body().contains(fifth));

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(TwoClouds.ended(report, End.FAILED))
                .containsExactlyInAnyOrder("security group web-5", "rules web-5");
        clouds.target.faults().clear();
        assertThat(clouds.move(Verb.SECGROUPS).failed()).isFalse();
        assertComplete(8);
    }

    /** Two notes would name both, and a kill would leave nothing that tells them apart. */
    @Test
    public void aGroupWaitsUntilItsNamesakeHasItsMark() throws Exception {
        groups("web", 8);
        for (int i = 0; i < 3; i++) {
            clouds.source.project("demo").group("twin", "One of three", group -> {});
        }
        AtomicInteger unmarked = new AtomicInteger();
        letThrough(asked -> {
            if (asked.method().equals("POST") && asked.body().contains("twin")) {
                unmarked.addAndGet(
                        (int) untagged().stream().filter("twin"::equals).count());
            }
            return true;
        });

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(names(made())).filteredOn("twin"::equals).hasSize(3);
        assertThat(unmarked).hasValue(0);
    }

    private String idOf(String name) {
        return clouds.source.inside().id("network", GROUPS, MANY, name);
    }

    private static boolean isWriteToAGroup(Faults.Asked asked) {
        return asked.method().equals("PUT") && asked.path().startsWith(GROUPS + "/");
    }

    private void letThrough(Predicate<Faults.Asked> admitted) {
        clouds.target.faults().gatekeeper(admitted::test);
    }

    private void groups(String name, int count) {
        for (int i = 0; i < count; i++) {
            int port = 1000 + i;
            clouds.source
                    .project("demo")
                    .group(
                            name + "-" + i,
                            "Group " + i + ", as its owner calls it",
                            group -> group.ingress("tcp", port, port, "10.0.0.0/8"));
        }
    }

    private List<JsonNode> made() {
        return clouds.ofDemo("network", GROUPS, MANY);
    }

    private List<String> descriptions() {
        return made().stream().map(group -> group.path("description").asText()).toList();
    }

    private List<String> untagged() {
        return names(
                made().stream().filter(group -> group.path("tags").isEmpty()).toList());
    }

    private void assertComplete(int groups) throws Exception {
        List<String> names = new ArrayList<>(List.of("default", "web", "db"));
        IntStream.range(0, groups).forEach(i -> names.add("web-" + i));
        assertThat(names(made())).containsExactlyInAnyOrderElementsOf(names);
        assertThat(untagged()).containsExactly("default");
        for (int i = 0; i < groups; i++) {
            assertThat(descriptions()).contains("Group " + i + ", as its owner calls it");
        }
        assertThat(descriptions()).noneMatch(words -> words.contains("pumphouse"));
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
    }

    private static void unlimited(EmbeddedCloud cloud) {
        String demo = cloud.inside().id("identity", "/v3/projects", "projects", "demo");
        cloud.inside()
                .put(
                        "network",
                        "/v2.0/quotas/" + demo,
                        WireJson.object("quota", WireJson.object("security_group", -1, "security_group_rule", -1)));
    }
}
