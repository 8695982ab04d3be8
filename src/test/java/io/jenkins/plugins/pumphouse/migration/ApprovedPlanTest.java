package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Journal;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import io.jenkins.plugins.pumphouse.report.html.PlanFile;
import org.junit.Rule;
import org.junit.Test;

/** A plan that somebody has looked at is applied as it is, or not at all. */
public class ApprovedPlanTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aPlanIsAppliedAsItIsAndMayBeAppliedAgain() throws Exception {
        ApprovedPlan plan = plan(Verb.NETWORKS);

        Report applied = clouds.approved(plan).move(Verb.NETWORKS);

        assertThat(ended(applied, End.CREATED)).contains("network demo-net", "router demo-router");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aPlanOfServersIsResumedAfterSomeOfItWasDone() throws Exception {
        ApprovedPlan plan = plan(Verb.INSTANCES);
        clouds.move(Verb.INSTANCES, TwoClouds.server("web-1"));

        Report applied = clouds.approved(plan).move(Verb.INSTANCES);

        assertThat(ended(applied, End.CREATED)).contains("server web-2", "server db-1");
        assertThat(applied.failed()).isFalse();
    }

    @Test
    public void anObjectThatHasChangedOnTheSourceIsNamedAndNothingIsWritten() throws Exception {
        ApprovedPlan plan = plan(Verb.NETWORKS);
        change(clouds.source, "/v2.0/networks", "networks", "demo-net", "{\"network\": {\"admin_state_up\": false}}");

        refused(plan, Verb.NETWORKS, "network demo-net has changed on the source since the plan was made");
    }

    @Test
    public void whatAnUpdateWouldReplaceBesideWhatWasSeenIsNamed() throws Exception {
        clouds.move(Verb.NETWORKS);
        change(clouds.source, "/v2.0/networks", "networks", "demo-net", "{\"network\": {\"description\": \"x\"}}");
        ApprovedPlan plan = plan(Verb.NETWORKS);
        change(clouds.target, "/v2.0/networks", "networks", "demo-net", "{\"network\": {\"admin_state_up\": false}}");

        refused(plan, Verb.NETWORKS, "network demo-net has changed on the target since the plan was made");

        change(clouds.target, "/v2.0/networks", "networks", "demo-net", "{\"network\": {\"admin_state_up\": true}}");
        assertThat(ended(clouds.approved(plan).move(Verb.NETWORKS), End.UPDATED))
                .containsExactly("network demo-net");
    }

    @Test
    public void anObjectThatCameAndOneThatWentAreNamed() throws Exception {
        ApprovedPlan plan = plan(Verb.SECGROUPS);
        clouds.source.project("demo").group("late", "", rules -> {});

        refused(plan, Verb.SECGROUPS, "security group late is new: would be created");

        JsonNode late = clouds.source.inside().named("network", "/v2.0/security-groups", "security_groups", "late");
        ApprovedPlan later = plan(Verb.SECGROUPS);
        clouds.source
                .inside()
                .delete("network", "/v2.0/security-groups/" + late.path("id").asText());

        refused(later, Verb.SECGROUPS, "security group late is not planned any more");
    }

    @Test
    public void aTargetThatHasSomethingElseByNowIsNamed() throws Exception {
        clouds.move(Verb.TENANTS);
        ApprovedPlan plan = plan(Verb.FLAVORS);
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/flavors",
                        json("{\"flavor\": {\"name\": \"demo.small\", \"ram\": 64, \"vcpus\": 1, \"disk\": 1}}"));

        refused(plan, Verb.FLAVORS, "flavor demo.small was to be created, and would now be conflict");
    }

    @Test
    public void aMappingToSomethingElseSinceIsNamedByNameAndById() throws Exception {
        clouds.move(Verb.TENANTS);
        ApprovedPlan plan = plan(Verb.FLAVORS);
        String id = clouds.target
                .inside()
                .make(
                        "compute",
                        "/v2.1/flavors",
                        "flavor",
                        (ObjectNode)
                                json(
                                        "{\"name\": \"tiny\", \"ram\": 64, \"vcpus\": 1, \"disk\": 1, \"id\": \"8f1c6b0a-5f0e-4c5a-9d8e-0f2b7e7a9d11\"}"))
                .path("id")
                .asText();

        clouds.mapping("flavor", "demo.small", "tiny");
        refused(plan, Verb.FLAVORS, "flavor demo.small was to be created, and now " + id + " of the target");
        clouds.mapping("flavor", "demo.small", id);
        refused(plan, Verb.FLAVORS, "flavor demo.small was to be created, and now " + id + " of the target");
        clouds.mapping("flavor", "demo.small", "skip");
        refused(plan, Verb.FLAVORS, "flavor demo.small was to be created, and would now be skipped");
    }

    @Test
    public void aVolumeThatAMappingHasBroughtToAnotherSinceIsNamed() throws Exception {
        clouds.move(Verb.TENANTS);
        new VolumeFixture(clouds.source, "demo", "data", 1, "data of demo").make();
        ApprovedPlan plan = plan(Verb.VOLUMES);
        new VolumeFixture(clouds.target, "demo", "other", 1, "of another").make();

        clouds.mapping("volume", "data", "other");

        refused(plan, Verb.VOLUMES, "volume data was to be created, and now ");
    }

    @Test
    public void anEqualObjectThatSomebodyHasMadeOnTheTargetSinceIsNamed() throws Exception {
        clouds.move(Verb.TENANTS);
        ApprovedPlan groups = plan(Verb.SECGROUPS);
        clouds.target.project("demo").group("db", "Data bases", rules -> {});
        refused(groups, Verb.SECGROUPS, "of the target would stand for it, which Pumphouse did not create");
    }

    @Test
    public void anEqualFlavorWhichNoMarkTellsFromOneThatWasMovedIsWhatWasApproved() throws Exception {
        clouds.move(Verb.TENANTS);
        ApprovedPlan flavors = plan(Verb.FLAVORS);
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/flavors",
                        json("{\"flavor\": {\"name\": \"demo.small\", \"ram\": 768, \"vcpus\": 1, \"disk\": 2}}"));

        assertThat(clouds.approved(flavors).move(Verb.FLAVORS).cost().writes()).isZero();
    }

    @Test
    public void whatPumphouseHasCreatedByAPlanIsItsOwnWhenThePlanIsAppliedAgain() throws Exception {
        for (Verb verb : TwoClouds.EVERYTHING) {
            ApprovedPlan plan = plan(verb);
            assertThat(clouds.approved(plan).move(verb).failed())
                    .as(verb.name())
                    .isFalse();
            assertThat(clouds.move(verb).changed()).as(verb.name()).isFalse();
            clouds.approved(null);
        }
    }

    @Test
    public void aMappingThatStaysIsResumed() throws Exception {
        clouds.mapping("flavor", "demo.small", "small.of.old");
        ApprovedPlan plan = plan(Verb.FLAVORS);
        clouds.move(Verb.FLAVORS);

        assertThat(clouds.approved(plan).move(Verb.FLAVORS).cost().writes()).isZero();
    }

    @Test
    public void aQuotaOfEitherCloudAndARuleThatHaveChangedAreNamed() throws Exception {
        ApprovedPlan quotas = plan(Verb.QUOTAS);
        clouds.source.project("demo").quota("compute", "cores", 43);
        refused(quotas, Verb.QUOTAS, "quota demo has changed on the source since the plan was made");

        clouds.move(Verb.TENANTS);
        ApprovedPlan later = plan(Verb.QUOTAS);
        clouds.target.project("demo").quota("compute", "cores", 19);
        refused(later, Verb.QUOTAS, "quota demo has changed on the target since the plan was made");

        clouds.source.project("demo").group("edge", "", rules -> {});
        ApprovedPlan groups = plan(Verb.SECGROUPS);
        String edge = clouds.source.inside().id("network", "/v2.0/security-groups", "security_groups", "edge");
        clouds.source
                .inside()
                .post(
                        "network",
                        "/v2.0/security-group-rules",
                        json("{\"security_group_rule\": {\"security_group_id\": \"" + edge
                                + "\", \"direction\": \"ingress\", \"protocol\": \"tcp\", \"port_range_min\": 8443,"
                                + " \"port_range_max\": 8443}}"));
        refused(groups, Verb.SECGROUPS, "rules edge has changed on the source since the plan was made");
    }

    @Test
    public void aPlanOfWhichSomebodyHasTakenAnObjectOrAnotherDecisionIsRefused() throws Exception {
        String file = PlanFile.of("pumpFlavors", clouds.plan(Verb.FLAVORS, TwoClouds.DEMO));
        JsonNode without = json(file);
        for (var objects = without.path("objects").iterator(); objects.hasNext(); ) {
            if (objects.next().path("name").asText().equals("demo.small")) {
                objects.remove();
            }
        }
        refused(read("pumpFlavors", without.toString()), Verb.FLAVORS, "flavor demo.small is new: would be created");
        JsonNode other = json(file);
        other.path("objects").forEach(object -> {
            if (object.path("name").asText().equals("demo.small")) {
                ((ObjectNode) object).put("decision", "skip");
            }
        });
        refused(read("pumpFlavors", other.toString()), Verb.FLAVORS, "flavor demo.small was to be skipped");
    }

    @Test
    public void whatHappensToOthersDoesNotMatter() throws Exception {
        ApprovedPlan plan = plan(Verb.SECGROUPS);
        clouds.source.project("shop").group("late", "", rules -> {});
        clouds.target.project("other").group("web", "", rules -> {});

        assertThat(clouds.approved(plan).move(Verb.SECGROUPS).failed()).isFalse();
    }

    @Test
    public void theFileSaysWhatIsToBeDoneWithEachObjectAndWhy() throws Exception {
        Report report = clouds.plan(Verb.IMAGES, TwoClouds.DEMO);

        JsonNode plan = json(PlanFile.of("pumpImages", report));

        assertThat(plan.path("step").asText()).isEqualTo("pumpImages");
        assertThat(plan.path("bytes").asLong()).isEqualTo(5L << 20);
        assertThat(plan.path("objects").findValuesAsText("decision")).contains("create", "reuse");
        assertThat(plan.path("objects")).anySatisfy(object -> {
            assertThat(object.path("name").asText()).isEqualTo("debian-demo");
            assertThat(object.path("bytes").asLong()).isEqualTo(3L << 20);
            assertThat(object.path("fingerprint").asText()).hasSize(32);
        });
    }

    private void refused(ApprovedPlan plan, Verb verb, String why) throws Exception {
        clouds.target.journal().clear();
        clouds.approved(plan);
        assertThatThrownBy(() -> clouds.move(verb))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("plan.json cannot be applied")
                .hasMessageContaining(why)
                .hasMessageContaining("Nothing was changed");
        assertThat(clouds.target.journal().writes())
                .extracting(Journal.Entry::path)
                .allMatch(path -> path.endsWith("/tokens"));
        clouds.approved(null);
    }

    private ApprovedPlan plan(Verb verb) throws Exception {
        return read(verb.step(), PlanFile.of(verb.step(), clouds.plan(verb, TwoClouds.DEMO)));
    }

    private static ApprovedPlan read(String step, String text) throws Exception {
        return PlanFile.read("plan.json", text, step, "old", "new");
    }

    private static void change(EmbeddedCloud cloud, String path, String list, String name, String body) {
        String id = cloud.inside().id("network", path, list, name);
        cloud.inside().put("network", path + "/" + id, json(body));
    }
}
