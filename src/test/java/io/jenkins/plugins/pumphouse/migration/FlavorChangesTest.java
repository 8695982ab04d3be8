package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.fields;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What becomes of a flavor that changed since it came, and of one of which a policy hides fields. */
public class FlavorChangesTest {
    private static final List<String> EXTENSIONS =
            List.of("os-flavor-access:is_public", "OS-FLV-EXT-DATA:ephemeral", "rxtx_factor");

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String own;

    @Before
    public void aFlavorWithExtraSpecs() {
        own = clouds.source
                .inside()
                .make("compute", "/v2.1/flavors", "flavor", fields("'name': 'own', 'ram': 64, 'vcpus': 1, 'disk': 1"))
                .path("id")
                .asText();
        specs(clouds.source, "'hw:cpu_policy': 'shared', 'hw:numa_nodes': '2'");
    }

    @Test
    public void extraSpecsThatChangedOnTheSourceAreAConflictThatSaysBothWaysOut() throws Exception {
        clouds.move(Verb.FLAVORS);
        specs(clouds.source, "'hw:cpu_policy': 'dedicated', 'note': 'it’s new'");
        remove(clouds.source, "hw:numa_nodes");

        Report report = clouds.move(Verb.FLAVORS);

        assertThat(report.cost().writes()).isZero();
        Outcome conflict = outcome(report, "flavor", "own");
        assertThat(conflict.end()).isEqualTo(End.CONFLICT);
        assertThat(conflict.message())
                .contains(
                        "extra_specs hw:cpu_policy: dedicated on old, shared on new",
                        "extra_specs hw:numa_nodes: nothing on old, 2 on new",
                        "openstack flavor set --property hw:cpu_policy=dedicated --property 'note=it’s new' own"
                                + " && openstack flavor unset --property hw:numa_nodes own",
                        "mapping: flavors:");
        specs(clouds.target, "'hw:cpu_policy': 'dedicated', 'note': 'it’s new'");
        remove(clouds.target, "hw:numa_nodes");
        assertThat(outcome(clouds.move(Verb.FLAVORS), "flavor", "own").end()).isEqualTo(End.REUSED);
    }

    @Test
    public void thoseOfTheTargetStayWhereTheOperatorSaysSo() throws Exception {
        clouds.move(Verb.FLAVORS);
        specs(clouds.source, "'hw:cpu_policy': 'dedicated'");

        Report report = clouds.mapping("flavor", "own", "own").move(Verb.FLAVORS);

        assertThat(outcome(report, "flavor", "own").end()).isEqualTo(End.REUSED);
        assertThat(report.cost().writes()).isZero();
    }

    @Test
    public void whatTheSourceHasTakenAwaySinceAnInterruptedRunGoesWhenItIsFinished() throws Exception {
        clouds.target.faults().on("PUT", "/v2.1/flavors/*").status(500);
        assertThat(clouds.move(Verb.FLAVORS).failed()).isTrue();
        clouds.target.faults().clear();
        remove(clouds.source, "hw:numa_nodes");

        Report report = clouds.move(Verb.FLAVORS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(clouds.target
                        .inside()
                        .get("compute", "/v2.1/flavors/" + own + "/os-extra_specs")
                        .toString())
                .contains("shared")
                .doesNotContain("numa_nodes");
        assertThat(clouds.move(Verb.FLAVORS).cost().writes()).isZero();
    }

    @Test
    public void aFieldThatThePolicyOfTheTargetHidesIsNoDifferenceWhereItIsTheUsual() throws Exception {
        for (String path : List.of("/v2.1/flavors/detail", "/v2.1/flavors/*")) {
            clouds.target
                    .faults()
                    .on("GET", path)
                    .answersInstead(answer -> changed(answer, flavor -> flavor.remove(EXTENSIONS)));
        }

        Report first = clouds.move(Verb.FLAVORS);

        assertThat(first.failed()).as(first.outcomes().toString()).isFalse();
        assertThat(outcome(first, "flavor", "m1.tiny").end()).isEqualTo(End.REUSED);
        assertThat(outcome(first, "flavor", "own").end()).isEqualTo(End.CREATED);
        assertThat(clouds.move(Verb.FLAVORS).cost().writes()).isZero();
    }

    @Test
    public void aFactorThatTheDatabaseOfTheSourceDoesNotHaveIsTheUsual() throws Exception {
        for (String path : List.of("/v2.1/flavors/detail", "/v2.1/flavors/*")) {
            clouds.source
                    .faults()
                    .on("GET", path)
                    .answersInstead(answer -> changed(answer, flavor -> flavor.put("rxtx_factor", "")));
        }

        Report first = clouds.move(Verb.FLAVORS);

        assertThat(first.failed()).as(first.outcomes().toString()).isFalse();
        assertThat(outcome(first, "flavor", "m1.tiny").end()).isEqualTo(End.REUSED);
        assertThat(outcome(first, "flavor", "own").end()).isEqualTo(End.CREATED);
        assertThat(clouds.target
                        .inside()
                        .get("compute", "/v2.1/flavors/" + own)
                        .path("flavor")
                        .path("rxtx_factor")
                        .asDouble())
                .isEqualTo(1);
        assertThat(clouds.move(Verb.FLAVORS).cost().writes()).isZero();
    }

    /** Before API 2.75 no swap is an empty text in answers, and a number in requests. */
    @Test
    public void noSwapIsAnEmptyTextOnTheSourceAndNoDifference() throws Exception {
        for (String path : List.of("/v2.1/flavors/detail", "/v2.1/flavors/*")) {
            clouds.source
                    .faults()
                    .on("GET", path)
                    .answersInstead(answer -> changed(answer, flavor -> flavor.put("swap", "")));
        }
        clouds.target
                .faults()
                .on("POST", "/v2.1/flavors")
                .containing("\"swap\":\"\"")
                .status(400);

        Report first = clouds.move(Verb.FLAVORS);

        assertThat(outcome(first, "flavor", "own").end()).isEqualTo(End.CREATED);
        assertThat(clouds.move(Verb.FLAVORS).cost().writes()).isZero();
    }

    private void specs(EmbeddedCloud cloud, String specs) {
        Inside admin = cloud.inside();
        admin.post("compute", "/v2.1/flavors/" + own + "/os-extra_specs", json("{'extra_specs': {" + specs + "}}"));
    }

    private void remove(EmbeddedCloud cloud, String spec) {
        cloud.inside().delete("compute", "/v2.1/flavors/" + own + "/os-extra_specs/" + spec);
    }

    private static Answer changed(Answer answer, Consumer<ObjectNode> change) {
        try {
            JsonNode json = new ObjectMapper().readTree(answer.body().open());
            json.path("flavors").forEach(flavor -> change.accept((ObjectNode) flavor));
            if (json.path("flavor") instanceof ObjectNode flavor) {
                change.accept(flavor);
            }
            return new Answer(answer.status(), Answer.ok(json).body(), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
