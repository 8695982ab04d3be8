package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much of a project's quotas of Nova one user may still have. Nova gives all users of a project together no more
 * than the project has, be that its default (nova/quota.py, get_settable_quotas): what one user has of its own is taken
 * from what the others may have. Who follows the project takes nothing.
 *
 * @param quota of a user of the source
 * @param wanted the same in the target's terms
 */
record UserQuotaRoom(Resource quota, JsonNode wanted, CloudInventory source, CloudInventory target) {
    private static final String VALUES = "values";

    /** Why the user's quotas are not set, with the numbers; empty when there is room. */
    Optional<String> above(Translation translation) {
        String project = Json.text(wanted, "project_id");
        JsonNode comes = source.find(Kind.QUOTA, quota.text("project_id"))
                .map(each -> QuotaType.set(each, source).path(UserQuotaType.NOVA.word()))
                .orElse(MissingNode.getInstance());
        JsonNode now = target.find(Kind.QUOTA, project)
                .map(each -> each.field(UserQuotaType.NOVA.word()))
                .orElse(MissingNode.getInstance());
        Map<String, JsonNode> others = others(project, translation);
        List<String> above = new ArrayList<>();
        for (var value : quota.field(VALUES).properties()) {
            String key = value.getKey();
            long limit = comes.path(key).asLong(now.path(key).asLong(-1));
            long asked = value.getValue().asLong();
            long taken = others.values().stream()
                    .mapToLong(other -> Math.max(0, other.path(key).asLong()))
                    .sum();
            if (limit >= 0 && (asked < 0 || asked > limit - taken)) {
                above.add(key + " " + asked + ", and the project has " + limit
                        + (taken > 0 ? ", of which other users have " + taken : ""));
            }
        }
        return above.isEmpty()
                ? Optional.empty()
                : Optional.of("Nova of " + target.cloud().name()
                        + " gives a user no more than the project has, and all together neither: "
                        + String.join("; ", above) + ". Raise the project's quotas on "
                        + target.cloud().name() + " and run again");
    }

    /** What the other users have of their own by the time that this one's turn comes, by their ids on the target. */
    private Map<String, JsonNode> others(String project, Translation translation) {
        Map<String, JsonNode> others = new HashMap<>();
        target.list(UserQuotaType.KIND, Scope.ownedBy(project))
                .forEach(other -> others.put(other.text("user_id"), other.field(VALUES)));
        for (Resource earlier : source.list(UserQuotaType.KIND, Scope.ownedBy(quota.text("project_id")))) {
            if (earlier.id().equals(quota.id())) {
                break;
            }
            translation
                    .known(UserType.KIND, earlier.text("user_id"))
                    .filter(user ->
                            translation.coming(UserQuotaType.KIND, earlier.id()).isPresent())
                    .ifPresent(user -> others.put(user, earlier.field(VALUES)));
        }
        others.remove(Json.text(wanted, "user_id"));
        return others;
    }
}
