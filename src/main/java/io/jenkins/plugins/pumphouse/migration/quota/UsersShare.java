package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the users of a project of the target have of its quotas as their own. Nova lets a project have no less than they
 * have together (nova/quota.py, get_settable_quotas).
 */
final class UsersShare {
    private UsersShare() {}

    /** Why the project's quotas are not set, with the numbers; empty where its users have no more. */
    static Optional<String> above(JsonNode wanted, Resource existing, CloudInventory target) {
        List<String> above = new ArrayList<>();
        JsonNode now = existing.field(UserQuotaType.NOVA.word());
        for (var quota : wanted.path(UserQuotaType.NOVA.word()).properties()) {
            long asked = quota.getValue().asLong();
            long limit = now.path(quota.getKey()).asLong();
            if (asked >= 0 && (limit < 0 || asked < limit)) { // what is raised needs no look at its users
                of(quota.getKey(), asked, existing.id(), target).ifPresent(above::add);
            }
        }
        return above.isEmpty()
                ? Optional.empty()
                : Optional.of("users of project " + existing.name() + " have more of their own on "
                        + target.cloud().name() + " than the source's quotas give the project, which Nova refuses: "
                        + String.join("; ", above) + ". Nothing was set. Lower those of the users on "
                        + target.cloud().name()
                        + " first (nova quota-update --user); where the source has lower ones, this step sets them, and"
                        + " those of the project when it is run again");
    }

    private static Optional<String> of(String key, long asked, String project, CloudInventory target) {
        long together = 0;
        List<String> users = new ArrayList<>();
        for (Resource user : target.list(UserQuotaType.KIND, Scope.ownedBy(project))) {
            long own = user.field(UserQuotaType.VALUES).path(key).asLong();
            if (own > 0) {
                together += own;
                users.add(user.name() + " " + own);
            }
        }
        return together > asked
                ? Optional.of("compute " + key + " " + asked + ", and its users have " + together + " ("
                        + String.join(", ", users) + ")")
                : Optional.empty();
    }
}
