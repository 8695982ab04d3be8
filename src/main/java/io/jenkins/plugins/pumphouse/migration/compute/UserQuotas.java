package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Quotas of single users within a project, which Nova has known since Havana. They are told and not migrated. */
final class UserQuotas {
    private static final QuotaKeeper NOVA = QuotaKeeper.ALL.get(0);

    private final CloudInventory source;

    UserQuotas(CloudInventory source) {
        this.source = source;
    }

    /** {@code "cores 5 of user alice (…)"} of all that differ from the project's own. */
    List<String> of(Resource quota) {
        JsonNode ofProject = quota.field(NOVA.word());
        if (ofProject.isEmpty()) {
            return List.of();
        }
        List<String> told = new ArrayList<>();
        try {
            for (String user : members(quota.id())) {
                JsonNode own = NOVA.ofUser(source.cloud(), quota.id(), user);
                List<String> values = new ArrayList<>();
                own.properties().stream()
                        .filter(value -> value.getValue().isIntegralNumber())
                        .filter(value -> !value.getValue().equals(ofProject.path(value.getKey())))
                        .forEach(value -> values.add(
                                value.getKey() + " " + value.getValue().asText()));
                if (!values.isEmpty()) {
                    String name =
                            source.find(UserType.KIND, user).map(Resource::name).orElse(user);
                    told.add(String.join(", ", values) + " of user " + name
                            + " (quotas of single users are not migrated)");
                }
            }
        } catch (CloudException.NotFound
                | CloudException.Rejected
                | CloudException.MissingRight
                | CloudException.ServiceFault e) {
            told.add("quotas of single users (cannot be read: " + e.getMessage() + ")");
        }
        return told;
    }

    private Set<String> members(String project) {
        Set<String> users = new LinkedHashSet<>();
        for (Resource assignment : source.list(AssignmentType.KIND, Scope.ownedBy(project))) {
            if (assignment.text("user_id") != null) {
                users.add(assignment.text("user_id"));
            }
        }
        return users;
    }
}
