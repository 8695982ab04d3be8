package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.BuildFile;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import io.jenkins.plugins.pumphouse.settings.StoredCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A plan from a dry run to its application, in pipelines. */
public class PlanStepTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void aDryRunWritesThePlanThatALaterBuildApplies() throws Exception {
        PipelineResult planned =
                clouds.pipeline("pumpSecgroups tenant: 'demo', dryRun: true").run();
        assertThat(planned.result()).as(planned.console()).isEqualTo(Result.SUCCESS);
        assertThat(clouds.workspace().resolve("plan.json"))
                .content()
                .contains("\"decision\" : \"create\"", "\"target POST /v2.0/security-groups\" : \"at most 1\"");
        assertThat(planned.console()).contains("plan    would send at most ", " requests to new");
        assertThat(clouds.workspace().resolve("plan.html"))
                .content()
                .contains("<h1>Plan of pumpSecgroups</h1>", "<td>create</td>");
        assertThat(clouds.target.journal().writes()).isEmpty();

        PipelineResult applied = clouds.pipeline("pumpSecgroups tenant: 'demo', plan: 'plan.json'")
                .run();

        assertThat(applied.result()).as(applied.console()).isEqualTo(Result.SUCCESS);
        assertThat(applied.console()).contains("7 created");
    }

    @Test
    public void aPlanThatNoLongerHoldsFailsTheStepAndChangesNothing() throws Exception {
        clouds.pipeline("pumpSecgroups tenant: 'demo', dryRun: true, plan: 'groups.json'")
                .run();
        assertThat(clouds.workspace().resolve("groups.html")).content().contains("<td>create</td>");
        clouds.source.project("demo").group("late", "", rules -> {});
        clouds.target.journal().clear();

        PipelineResult applied = clouds.pipeline("pumpSecgroups tenant: 'demo', plan: 'groups.json'")
                .run();

        assertThat(applied.result()).isEqualTo(Result.FAILURE);
        assertThat(applied.console())
                .contains("ERROR: groups.json cannot be applied", "security group late is new", "Nothing was changed");
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aPlanIsRefusedToAStepWhoseArgumentsWouldDoSomethingElse() throws Exception {
        clouds.pipeline("pumpUsers dryRun: true\npumpInstances tenant: 'demo', dryRun: true, plan: 'servers.json'")
                .run();
        clouds.target.journal().clear();

        assertThat(clouds.pipeline("pumpUsers plan: 'plan.json', passwords: 'generate'")
                        .run()
                        .console())
                .contains(
                        "plan.json is a plan of other arguments: passwords is disabled in the plan, generate in the step");
        assertThat(clouds.pipeline(
                                "pumpInstances tenant: 'demo', plan: 'servers.json', disk: 'image', cutover: 'now', accept: ['tags']")
                        .run()
                        .console())
                .contains("accept is not given in the plan, tags in the step")
                .contains("cutover is hold in the plan, now in the step")
                .contains("disk is snapshot in the plan, image in the step");
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aPlanThatWasToFitIsNotAppliedWhereItNeedNot() throws Exception {
        clouds.pipeline("pumpRoles dryRun: true, fit: 'fail'\npumpTenants dryRun: true, plan: 'tenants.json'")
                .run();

        assertThat(clouds.pipeline("pumpRoles plan: 'plan.json'").run().console())
                .contains("plan.json is a plan of other arguments: fit is fail in the plan, not given in the step");
        assertThat(clouds.pipeline("pumpTenants plan: 'tenants.json', fit: 'fail'")
                        .run()
                        .result())
                .isEqualTo(Result.SUCCESS);
    }

    @Test
    public void aStepThatIsRefusedAsItDoesNotFitLeavesItsPlanAndItsReport() throws Exception {
        lackGroups();
        Pipeline pipeline = clouds.pipeline("pumpSecgroups tenant: 'demo', fit: 'fail'");

        PipelineResult refused = pipeline.run();

        assertThat(refused.result()).isEqualTo(Result.FAILURE);
        assertThat(refused.console()).contains("ERROR: new lacks what the plan needs", "Nothing was changed");
        assertThat(clouds.target.journal().writes()).isEmpty();
        MigrationAction page = MigrationAction.of(pipeline.build());
        assertThat(page.read(BuildFile.PLAN_HTML).orElseThrow())
                .contains("What the plan needed of the target", "network security_group", "<td>create</td>");
        assertThat(page.getHeads())
                .singleElement()
                .satisfies(head -> assertThat(head.isDryRun()).isTrue());
        assertThat(clouds.workspace().resolve("plan.html")).exists();
    }

    @Test
    public void anApprovedPlanThatNoLongerFitsStaysAsItIs() throws Exception {
        clouds.pipeline("pumpSecgroups tenant: 'demo', dryRun: true").run();
        String approved = Files.readString(clouds.workspace().resolve("plan.json"));
        lackGroups();

        PipelineResult refused = clouds.pipeline("pumpSecgroups tenant: 'demo', plan: 'plan.json', fit: 'fail'")
                .run();

        assertThat(refused.result()).isEqualTo(Result.FAILURE);
        assertThat(clouds.workspace().resolve("plan.json")).content().isEqualTo(approved);
    }

    @Test
    public void whatMovesLinksToTheDashboardsOfTheConfiguration() throws Exception {
        Path file = clouds.workspace().resolve("pumphouse.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "  - name: old", "  - dashboard: https://old.example.com/horizon\n    name: old"));
        Pipeline pipeline = clouds.pipeline("pumpNetworks tenant: 'demo', dryRun: true\npumpInventory tenant: 'demo'");

        PipelineResult planned = pipeline.run();

        assertThat(planned.result()).as(planned.console()).isEqualTo(Result.SUCCESS);
        assertThat(clouds.workspace().resolve("plan.html"))
                .content()
                .contains("href=\"https://old.example.com/horizon/project/networks/");
        assertThat(clouds.workspace().resolve("inventory.html"))
                .content()
                .contains("href=\"https://old.example.com/horizon/project/instances/");
        assertThat(MigrationAction.of(pipeline.build()).getReport("1").getRows())
                .anyMatch(row -> row.get("ids").toString().contains("https://old.example.com/horizon/admin/networks/"));
    }

    @Test
    public void outsideOfNodeTheBuildKeepsEachPlanUnderItsName() throws Exception {
        PumphouseConfiguration.get().setConfigurations(List.of(clouds.stored("lab")));
        try {
            PipelineResult result = Pipeline.of("""
                pumphouse(config: 'lab') {
                    pumpRoles dryRun: true, plan: 'roles.json'
                    pumpSecgroups tenant: 'demo', dryRun: true, plan: 'groups.json'
                    pumpRoles plan: 'roles.json'
                    pumpSecgroups tenant: 'demo', plan: 'groups.json'
                    pumpRoles plan: 'others.json'
                }
                """).run();

            assertThat(result.console())
                    .contains("7 created", "there is no others.json of an earlier dry run in this build")
                    .doesNotContain("is a plan whose step is");
        } finally {
            PumphouseConfiguration.get().setConfigurations(null);
            StoredCredentials.clear();
        }
    }

    @Test
    public void aPlanThatIsNotThereOrElsewhereIsRefused() throws Exception {
        assertThat(clouds.pipeline("pumpRoles plan: 'plan.json'").run().console())
                .contains("ERROR: pumpRoles: there is no plan.json in the workspace", "pumpRoles(dryRun: true");
        Files.writeString(clouds.workspace().resolveSibling("outside.json"), "{}");
        assertThat(clouds.pipeline("pumpRoles plan: '../outside.json'").run().console())
                .contains("ERROR: \"../outside.json\" is not in the workspace");
        assertThat(clouds.pipeline("pumpRoles dryRun: true, plan: '../outside.json'")
                        .run()
                        .console())
                .contains("is no plain name of a");
        Files.delete(clouds.workspace().resolveSibling("outside.json"));
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aStepStopsWhereItIsToldTo() throws Exception {
        clouds.target.faults().on("POST", "/v2.0/security-groups").status(400);
        for (int i = 0; i < 20; i++) {
            clouds.source.project("demo").group("group-" + i, "", rules -> {});
        }

        PipelineResult result = clouds.pipeline("pumpSecgroups tenant: 'demo', onFailure: 'stop'")
                .run();

        assertThat(result.console()).contains("not begun, as ");
        assertThat(clouds.pipeline("pumpRoles onFailure: 'halt'").run().console())
                .contains("onFailure is 'halt', but there are only 'stop' and 'continue'");
        assertThat(clouds.pipeline("pumpRoles maxFailures: -1").run().console())
                .contains("maxFailures is -1, and has to be from 0");
        assertThat(clouds.pipeline("pumpRoles onFailure: 'stop', maxFailures: 5")
                        .run()
                        .console())
                .contains("onFailure: 'stop' stops after the first failure, and maxFailures: 5 after others")
                .doesNotContain("pumphouse report");
    }

    @Test
    public void thePlanAndTheReportShowWhatTheTargetLacksAndFitFailWritesNothing() throws Exception {
        lackGroups();

        PipelineResult planned = clouds.pipeline(
                        "def plan = pumpSecgroups(tenant: 'demo', dryRun: true)\n" + "echo \"It ${plan.fit[0].state}\"")
                .run();
        PipelineResult refused =
                clouds.pipeline("pumpSecgroups tenant: 'demo', fit: 'fail'").run();

        assertThat(planned.result()).as(planned.console()).isEqualTo(Result.SUCCESS);
        assertThat(planned.console()).contains("It lacks").contains("!  lacks            project demo");
        assertThat(clouds.workspace().resolve("plan.json"))
                .content()
                .contains("\"fit\" : [ {", "\"state\" : \"lacks\"", "network security_group");
        assertThat(refused.result()).isEqualTo(Result.FAILURE);
        assertThat(refused.console())
                .contains("ERROR: new lacks what the plan needs", "project demo: network security_group: ");
        assertThat(clouds.target.journal().writes()).isEmpty();
        assertThat(clouds.pipeline("pumpRoles fit: 'ignore'").run().console())
                .contains("fit is 'ignore', but there are only 'warn' and 'fail'");
    }

    private void lackGroups() {
        clouds.target
                .faults()
                .on("GET", "/v2.0/quotas/*/default")
                .status(200)
                .body("{\"quota\": {\"security_group\": 1}}");
    }
}
