package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.List;

/** What the changes of quotas send. */
public final class QuotaRequests {
    private static final String PROJECT = "{project_id}";

    private QuotaRequests() {}

    /** Those of a project, one request for each service in which one differs. */
    public static void ofProject(RequestPlan plan) {
        boolean back = plan.decision() == Decision.ROLL_BACK;
        for (QuotaKeeper keeper : QuotaKeeper.of(plan.targets().cloud())) {
            var sender = plan.onTarget(keeper.service());
            if (back) {
                boolean set = plan.existing()
                        .filter(quota ->
                                !FormerQuotas.former(quota).path(keeper.word()).isEmpty())
                        .isPresent();
                sender.atMost(set ? 1 : 0).put(keeper.path(PROJECT));
            } else {
                sender.times(differs(plan, keeper) ? 1 : 0).put(keeper.path(PROJECT));
            }
        }
    }

    private static boolean differs(RequestPlan plan, QuotaKeeper keeper) {
        JsonNode wanted = plan.wanted().path(keeper.word());
        if (wanted.isEmpty()) {
            return false;
        }
        JsonNode now = plan.existing().map(quota -> quota.field(keeper.word())).orElseGet(() -> presets(plan, keeper));
        return wanted.properties().stream()
                .anyMatch(value -> now.has(value.getKey())
                        && now.path(value.getKey()).asLong() != value.getValue().asLong());
    }

    /** What a project has that the plan makes. */
    private static JsonNode presets(RequestPlan plan, QuotaKeeper keeper) {
        Cloud cloud = plan.targets().cloud();
        return plan.targets().fact(List.of(QuotaRequests.class, keeper), () -> {
            String any = cloud.caller().projectId();
            try {
                return keeper.presets(cloud, any);
            } catch (CloudException.NotFound e) { // Neutron before Pike
                return keeper.read(cloud, keeper.path(any));
            }
        });
    }

    public static void ofDefaults(RequestPlan plan) {
        QuotaKeeper keeper = DefaultQuotaType.keeper(plan.resource().id());
        plan.onTarget(keeper.service()).put(QuotaKeeper.CLASS);
    }

    /** Those of a user that follow the project's again are taken away by a request of their own. */
    public static void ofUser(RequestPlan plan) {
        String path = UserQuotaType.NOVA.path(PROJECT);
        var nova = plan.onTarget(UserQuotaType.NOVA.service());
        if (plan.decision() == Decision.ROLL_BACK) {
            nova.atMost(1).delete(path).put(path);
        } else {
            nova.put(path);
        }
    }
}
