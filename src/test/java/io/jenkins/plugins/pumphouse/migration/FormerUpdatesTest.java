package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.object;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.FieldUpdate;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** What a build has updated on the target stays after its rollback, which says so of each field. */
public class FormerUpdatesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final List<CreatedObject> former = new ArrayList<>();

    @Test
    public void aFieldThatABuildHasChangedIsNamedWithWhatItWas() throws Exception {
        clouds.move(Verb.NETWORKS);
        Inside source = clouds.source.inside();
        String network = source.id("network", "/v2.0/networks", "networks", "demo-net");
        source.put("network", "/v2.0/networks/" + network, object("network", object("description", "of the shop")));
        run(Verb.NETWORKS);

        Outcome planned = outcome(clouds.plan(Verb.ROLLBACK_RESOURCES, selection()), "network", "demo-net");

        assertThat(planned.end()).isEqualTo(End.SKIPPED);
        assertThat(planned.message())
                .startsWith("stays as that build has left it, as pumpRollback sets no update back. To do so on new,")
                .endsWith("set description: of the shop -> \"\"");
        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, selection());
        assertThat(outcome(report, "network", "demo-net").message()).isEqualTo(planned.message());
        assertThat(report.cost().writes()).isZero();
        assertThat(clouds.lines).anyMatch(line -> line.contains("demo-net") && line.contains("set description"));
    }

    @Test
    public void aRuleThatABuildHasAddedIsNamedAndOneThatItHasTakenAway() throws Exception {
        clouds.move(Verb.SECGROUPS);
        Inside source = clouds.source.inside();
        String demo = source.id("identity", "/v3/projects", "projects", "demo");
        String web = source.id("network", "/v2.0/security-groups?tenant_id=" + demo, "security_groups", "web");
        source.list("network", "/v2.0/security-group-rules?security_group_id=" + web, "security_group_rules").stream()
                .filter(rule -> rule.path("port_range_min").asInt() == 443)
                .forEach(rule -> source.delete(
                        "network",
                        "/v2.0/security-group-rules/" + rule.path("id").asText()));
        source.make(
                "network",
                "/v2.0/security-group-rules",
                "security_group_rule",
                object("security_group_id", web, "direction", "ingress", "protocol", "tcp")
                        .put("port_range_min", 8443)
                        .put("port_range_max", 8443));
        run(Verb.SECGROUPS);

        String told = outcome(clouds.plan(Verb.ROLLBACK_RESOURCES, selection()), "rules", "web")
                .message();

        assertThat(told).containsPattern("take rule [^;]*8443[^;]* away");
        assertThat(told).containsPattern("add rule [^;]*443[^;]* again");
    }

    /** It goes as a whole. */
    @Test
    public void whatTheBuildHasCreatedBeforeGoesAndIsNotNamedTwice() throws Exception {
        run(Verb.NETWORKS);
        Inside source = clouds.source.inside();
        String network = source.id("network", "/v2.0/networks", "networks", "demo-net");
        source.put("network", "/v2.0/networks/" + network, object("network", object("description", "of the shop")));
        run(Verb.NETWORKS);

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, selection());

        assertThat(report.outcomes())
                .filteredOn(one -> one.kind().equals("network") && one.name().equals("demo-net"))
                .extracting(Outcome::end)
                .containsExactly(End.DELETED);
    }

    @Test
    public void anUpdateThatHasFailedHalfWayIsNamedToo() throws Exception {
        clouds.move(Verb.NETWORKS);
        Inside source = clouds.source.inside();
        String network = source.id("network", "/v2.0/networks", "networks", "demo-net");
        source.put("network", "/v2.0/networks/" + network, object("network", object("description", "of the shop")));
        clouds.target.faults().on("PUT", "/v2.0/networks/*").status(409);
        run(Verb.NETWORKS);

        assertThat(outcome(clouds.plan(Verb.ROLLBACK_RESOURCES, selection()), "network", "demo-net")
                        .message())
                .contains("set description: of the shop -> ");
    }

    @Test
    public void whatWasCreatedAndDoesNotReadBackSaysSo() throws Exception {
        clouds.target
                .faults()
                .on("GET", "/v2.0/networks")
                .answersInstead(answer -> answer.replacing("\"description\":\"[^\"]*\"", "\"description\":\"other\""));

        Outcome network = outcome(clouds.move(Verb.NETWORKS), "network", "demo-net");

        assertThat(network.end()).isEqualTo(End.FAILED);
        assertThat(network.facts()).containsEntry(Outcome.WRITTEN, "created");
    }

    private Selection selection() {
        return Selection.ofCreated(former);
    }

    @SuppressWarnings("unchecked")
    private void run(Verb verb) throws Exception {
        for (Outcome one : clouds.move(verb).outcomes()) {
            List<Map<String, String>> updates =
                    (List<Map<String, String>>) (Object) one.facts().getOrDefault(FieldUpdate.FACT, new ArrayList<>());
            if (one.end() == End.CREATED || !updates.isEmpty()) {
                former.add(new CreatedObject(
                        one.kind(),
                        one.name(),
                        one.source(),
                        one.target(),
                        Map.of(),
                        Map.of(),
                        updates.stream().map(FieldUpdate::of).toList()));
            }
        }
    }
}
