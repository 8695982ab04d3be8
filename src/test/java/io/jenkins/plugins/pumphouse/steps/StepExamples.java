package io.jenkins.plugins.pumphouse.steps;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The examples of docs/steps.md, by step. */
public final class StepExamples {
    /** In the order in which they can be run one after the other; those that move hosts come last. */
    public static final Map<String, String> ALL = Collections.unmodifiableMap(examples());

    private StepExamples() {}

    /** Whether the example needs a data centre, with Fuel, machines and a switch. */
    public static boolean movesHosts(String step) {
        return step.startsWith("pumpHost") || step.startsWith("pumpCampaign");
    }

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
}
