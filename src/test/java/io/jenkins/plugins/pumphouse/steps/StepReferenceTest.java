package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Rule;
import org.junit.Test;

/** docs/steps.md is what forms and help say, and its examples run. */
public class StepReferenceTest {
    private static final Path PAGE = Path.of("docs/steps.md");

    /** In the order in which they can be run one after the other; those that move hosts come last. */
    private static final Map<String, String> EXAMPLES = examples();

    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    private static Map<String, String> examples() {
        Map<String, String> examples = new LinkedHashMap<>();
        examples.put("pumpInventory", """
                def inventory = pumpInventory(tenant: 'demo')
                echo inventory.summary
                """);
        examples.put("pumpRoles", "pumpRoles()");
        examples.put("pumpTenants", "pumpTenants(tenant: 'demo')");
        examples.put("pumpUsers", "pumpUsers(tenant: 'demo', passwords: 'generate')");
        examples.put("pumpUserRoles", "pumpUserRoles(tenant: 'demo')");
        examples.put("pumpQuotas", "pumpQuotas(tenant: 'demo')");
        examples.put("pumpFlavors", "pumpFlavors()");
        examples.put("pumpKeypairs", "pumpKeypairs(tenant: 'demo')");
        examples.put("pumpNetworks", "pumpNetworks(tenant: 'demo', dryRun: true)");
        examples.put("pumpFloatingIps", "pumpFloatingIps(tenant: 'demo')");
        examples.put("pumpSecgroups", "pumpSecgroups(tenant: 'demo', onFailure: 'stop')");
        examples.put("pumpImages", "pumpImages(tenant: 'demo', bandwidth: '50 MB/s')");
        examples.put("pumpVolumes", "pumpVolumes(tenant: 'demo', transfers: 2)");
        examples.put("pumpInstances", """
                def plan = pumpInstances(tenant: 'demo', instances: ['web-*'], exclude: ['web-2'], dryRun: true)
                if (plan.conflicts) {
                    error "resolve first: ${plan.conflicts.join(', ')}"
                }
                pumpInstances(tenant: 'demo', instances: ['web-*'], exclude: ['web-2'], parallel: 4, plan: 'plan.json')
                """);
        examples.put("pumpLoadBalancers", "pumpLoadBalancers(tenant: 'demo')");
        examples.put("pumpVerify", "pumpVerify(tenant: 'demo', failOn: 'never')");
        examples.put("pumpCutover", "pumpCutover(tenant: 'demo', dryRun: true)");
        examples.put("pumpRollback", "pumpRollback(tenant: 'demo', instances: ['web-1'], dryRun: true)");
        examples.put("pumpCleanup", "pumpCleanup(tenant: 'demo', soak: '7d', dryRun: true)");
        examples.put("pumpEvacuate", "pumpEvacuate(host: 'compute-1', how: 'live', dryRun: true)");
        examples.put("pumphouse", """
                pumphouse(config: 'pumphouse.yaml', source: 'old', target: 'new') {
                    pumpRoles()
                    pumpTenants(tenant: 'demo')
                }
                """);
        examples.put("pumpHost", "pumpHost(hosts: ['cmp-12', 'cmp-13'], wiring: 'switch', maxParallel: 2)");
        examples.put("pumpHostBy", """
                pumpHostBy(hosts: ['cmp-12']) {
                    sh './wire.sh "$PUMP_HOST" "$PUMP_VLAN"'
                }
                """);
        examples.put("pumpCampaign", "pumpCampaign(hosts: ['cmp-12', 'cmp-13'], window: '22:00-06:00', atMost: 1)");
        examples.put("pumpCampaignBy", """
                pumpCampaignBy(hosts: ['cmp-12', 'cmp-13'], window: '22:00-06:00') {
                    sh './wire.sh "$PUMP_HOST" "$PUMP_VLAN"'
                }
                """);
        examples.put("pumpHostUndo", "pumpHostUndo(hosts: ['cmp-12'], dryRun: true)");
        return examples;
    }

    @Test
    public void thePageIsWhatFormsAndHelpSay() throws IOException {
        String text = new StepReference(EXAMPLES).text();
        if (Boolean.getBoolean("steps.write")) {
            Files.writeString(PAGE, text);
        }

        assertThat(Files.readString(PAGE))
                .as(PAGE + "; write it anew with -Dsteps.write=true")
                .isEqualTo(text);
    }

    @Test
    public void everyStepHasAnExampleThatRuns() throws Exception {
        assertThat(StepReference.steps().stream().map(StepDescriptor::getFunctionName))
                .containsExactlyInAnyOrderElementsOf(EXAMPLES.keySet());
        StringBuilder script = new StringBuilder();
        EXAMPLES.forEach((step, example) -> {
            if (!movesHosts(step)) {
                script.append("stage('")
                        .append(step)
                        .append("') {\n")
                        .append(example)
                        .append("\n}\n");
            }
        });

        PipelineResult result = clouds.pipeline(script.toString())
                .patience(Duration.ofMinutes(10))
                .run();

        assertThat(result.result()).as(script + result.console()).isEqualTo(Result.SUCCESS);
        for (Map.Entry<String, String> each : EXAMPLES.entrySet()) {
            if (movesHosts(each.getKey())) {
                assertThat(clouds.pipeline(each.getValue()).run().console())
                        .as("all of the example is understood")
                        .contains("ERROR: Target cloud \"new\" of pumphouse.yaml has no \"fuel_url\"");
            }
        }
    }

    private static boolean movesHosts(String step) {
        return step.startsWith("pumpHost") || step.startsWith("pumpCampaign");
    }
}
