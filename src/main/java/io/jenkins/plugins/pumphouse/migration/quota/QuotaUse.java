package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a project of the target, or one of its users, uses more than the source's quotas allow. Nova and Cinder
 * refuse such a quota when it is set; Neutron and Octavia take it, and the project's users can make nothing any more.
 */
final class QuotaUse {
    /** What is used, or why that is not known. */
    private record Reading(JsonNode use, Optional<String> refusal) {}

    private QuotaUse() {}

    /** Why the quotas are not set, with the numbers; empty when nothing is in the way, or no service tells usage. */
    static Optional<String> above(ObjectNode wanted, Resource existing, CloudInventory target) {
        List<String> above = new ArrayList<>();
        for (QuotaKeeper keeper : QuotaKeeper.of(target.cloud())) {
            if (isLowered(wanted.path(keeper.word()), existing.field(keeper.word()))) {
                above.addAll(above(keeper, wanted.path(keeper.word()), existing.id(), target));
            }
        }
        return above.isEmpty()
                ? UsersShare.above(wanted, existing, target)
                : Optional.of("project " + existing.name() + " uses more on "
                        + target.cloud().name() + " than the source's quotas allow: " + String.join("; ", above)
                        + ". Nothing was set. Raise them on the source, or delete what is not needed on the target");
    }

    /** What is raised needs no look at what is used. */
    private static boolean isLowered(JsonNode wanted, JsonNode now) {
        return wanted.properties().stream().anyMatch(quota -> {
            JsonNode limit = now.path(quota.getKey());
            long asked = quota.getValue().asLong();
            return limit.isIntegralNumber() && asked >= 0 && (limit.asLong() < 0 || asked < limit.asLong());
        });
    }

    /**
     * Why the quotas of a single user are not set; as {@link #above} says it.
     *
     * @param values what the user is to have of Nova's quotas
     * @param name of the user and its project
     */
    static Optional<String> aboveOfUser(
            JsonNode values, String project, String user, String name, CloudInventory target) {
        List<String> above = new ArrayList<>();
        try {
            above.addAll(
                    above(UserQuotaType.NOVA, values, UserQuotaType.NOVA.usageOfUser(target.cloud(), project, user)));
        } catch (CloudException e) {
            ReadRefusal.passOnOfTheCloud(e); // one that does not tell the use refuses the quota itself
        }
        return above.isEmpty()
                ? Optional.empty()
                : Optional.of("user " + name + " uses more on " + target.cloud().name()
                        + " than the source's quotas allow: " + String.join("; ", above)
                        + ". Nothing was set. Raise them on the source, or delete what is not needed on the target");
    }

    /** The quotas of one service that are below what the project uses now, with the numbers. */
    static List<String> above(QuotaKeeper keeper, JsonNode wanted, String project, CloudInventory target) {
        return above(keeper, wanted, read(keeper, wanted, project, target).use);
    }

    /**
     * The services that take a quota below the use, where the project's use cannot be read, each with what it answered.
     */
    static List<String> untold(ObjectNode wanted, Resource existing, CloudInventory target) {
        List<String> untold = new ArrayList<>();
        for (QuotaKeeper keeper : QuotaKeeper.of(target.cloud())) {
            JsonNode own = wanted.path(keeper.word());
            if (keeper.takesAny() && isLowered(own, existing.field(keeper.word()))) {
                read(keeper, own, existing.id(), target)
                        .refusal
                        .ifPresent(refusal -> untold.add("whether project " + existing.name() + " uses more of "
                                + keeper.word() + " than its quotas (" + refusal + ")"));
            }
        }
        return untold;
    }

    private static Reading read(QuotaKeeper keeper, JsonNode wanted, String project, CloudInventory target) {
        return target.fact(List.of(QuotaUse.class, keeper.word(), project, wanted), () -> {
            try {
                return new Reading(
                        keeper.tellsUsage()
                                ? keeper.usage(target.cloud(), project)
                                : BalancerUse.of(target.cloud(), project, wanted),
                        Optional.empty());
            } catch (CloudException e) {
                ReadRefusal.passOnOfTheCloud(e);
                return new Reading(Json.object(), Optional.of(e.getMessage()));
            }
        });
    }

    private static List<String> above(QuotaKeeper keeper, JsonNode wanted, JsonNode usage) {
        List<String> above = new ArrayList<>();
        for (var quota : wanted.properties()) {
            JsonNode use = usage.path(quota.getKey());
            long used = use.path("in_use").asLong()
                    + use.path("used").asLong()
                    + use.path("reserved").asLong();
            long asked = quota.getValue().asLong();
            if (asked >= 0 && used > asked) {
                above.add(keeper.word() + " " + quota.getKey() + " " + asked + ", and " + used + " are used");
            }
        }
        return above;
    }
}
