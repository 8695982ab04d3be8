package io.jenkins.plugins.pumphouse.migration.identity;

import static io.jenkins.plugins.pumphouse.migration.identity.IdentityRequests.all;
import static io.jenkins.plugins.pumphouse.migration.identity.IdentityRequests.change;
import static io.jenkins.plugins.pumphouse.migration.identity.IdentityRequests.isV2;
import static io.jenkins.plugins.pumphouse.migration.identity.IdentityRequests.keystone;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

/** What the changes of domains and projects send, of which some are disabled or enabled for a moment. */
public final class DisablingRequests {
    private static final String ID = "/{id}";

    private DisablingRequests() {}

    /** A domain is disabled last, and before it is deleted. */
    public static void ofDomain(RequestPlan plan) {
        String all = all(plan);
        JsonNode enabled = plan.wanted().path(DisabledProjects.ENABLED);
        boolean disabled = enabled.isBoolean() && !enabled.asBoolean();
        switch (plan.decision()) {
            case CREATE -> keystone(plan).post(all).times(disabled ? 1 : 0).patch(all + ID);
            case UPDATE -> {
                change(plan, plan.changesFields(disabled ? DisabledProjects.ENABLED : "") ? 1 : 0);
                change(plan, disabled && differs(plan, DisabledProjects.ENABLED) ? 1 : 0);
            }
            case ROLL_BACK -> keystone(plan).patch(all + ID).delete(all + ID);
            default -> RequestPlan.none(plan);
        }
    }

    /** One with projects below it is disabled last. */
    public static void ofProject(RequestPlan plan) {
        boolean last = isDisabledLast(plan);
        if (plan.decision() != Decision.ROLL_BACK) {
            keystone(plan).atMost(isDomainOpened(plan) ? 2 : 0).patch("/domains/{id}");
        }
        switch (plan.decision()) {
            case CREATE -> {
                keystone(plan).post(all(plan)).times(last ? 1 : 0).patch(all(plan) + ID);
                keystone(plan)
                        .atMost(2 * opened(ProjectType.parent(plan.resource()), plan))
                        .patch(all(plan) + ID);
            }
            case UPDATE -> {
                change(plan, plan.changesFields(last ? DisabledProjects.ENABLED : "") ? 1 : 0);
                change(plan, last && differs(plan, DisabledProjects.ENABLED) ? 1 : 0);
            }
            case ROLL_BACK -> {
                keystone(plan).delete(all(plan) + ID);
                boolean hasGroups = plan.targets().cloud().has(Service.NETWORK);
                plan.onTarget(Service.NETWORK).atMost(hasGroups ? 1 : 0).delete("/security-groups" + ID);
            }
            default -> RequestPlan.none(plan);
        }
    }

    private static boolean differs(RequestPlan plan, String field) {
        return plan.change().differences().stream()
                .anyMatch(difference -> difference.field().equals(field));
    }

    private static boolean isDisabledLast(RequestPlan plan) {
        JsonNode enabled = plan.wanted().path(DisabledProjects.ENABLED);
        return !isV2(plan)
                && enabled.isBoolean()
                && !enabled.asBoolean()
                && plan.inventory()
                        .grouped(ProjectType.KIND, Scope.ALL, "parent_id")
                        .containsKey(plan.resource().id());
    }

    /** How many projects are enabled for a moment, as they are disabled above one that is made. */
    private static int opened(String above, RequestPlan plan) {
        Optional<Resource> parent =
                above == null ? Optional.empty() : plan.inventory().find(ProjectType.KIND, above);
        if (parent.filter(DisabledProjects::isDisabled).isEmpty() || isV2(plan)) {
            return 0;
        }
        return opened(ProjectType.parent(parent.get()), plan) + (isDisabledOnTarget(parent.get(), plan) ? 1 : 0);
    }

    private static boolean isDisabledOnTarget(Resource above, RequestPlan plan) {
        return plan.translation()
                .known(above.kind(), above.id())
                .flatMap(id -> plan.targets().find(above.kind(), id))
                .filter(DisabledProjects::isDisabled)
                .isPresent();
    }

    /** The same of its domain. */
    private static boolean isDomainOpened(RequestPlan plan) {
        String domain = plan.resource().text("domain_id");
        return domain != null
                && !isV2(plan)
                && plan.inventory()
                        .find(DomainType.KIND, domain)
                        .filter(DisabledProjects::isDisabled)
                        .filter(found -> isDisabledOnTarget(found, plan))
                        .isPresent();
    }
}
