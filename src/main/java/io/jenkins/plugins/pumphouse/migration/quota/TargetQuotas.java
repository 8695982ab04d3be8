package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Quotas that only projects and users of the target have: of a project that has nothing but defaults on the source, and
 * of single users. No object of the source stands for them, so no comparison of objects finds them.
 */
public final class TargetQuotas {
    private final CloudInventory source;
    private final CloudInventory target;
    private final Translation translation;

    public TargetQuotas(CloudInventory source, CloudInventory target, Translation translation) {
        this.source = source;
        this.target = target;
        this.translation = translation;
    }

    /**
     * What there is of the projects whose quotas are compared.
     *
     * @param told is given the name of the object and what only the target has of it
     */
    public void of(List<Change> compared, BiConsumer<String, List<String>> told) {
        for (Change change : compared) {
            Resource quota = change.resource();
            if (!quota.kind().equals(QuotaType.KIND)) {
                continue;
            }
            translation
                    .known(Kind.PROJECT, quota.id())
                    .filter(id -> !Translation.isPending(id))
                    .ifPresent(project -> {
                        try {
                            if (change.decision() == Decision.SKIP) {
                                tell(quota, project, told);
                            }
                            users(quota.id(), project, told);
                        } catch (CloudException e) {
                            ReadRefusal.passOnOfTheCloud(e); // what cannot be read is told where it is compared
                        }
                    });
        }
    }

    private void tell(Resource quota, String project, BiConsumer<String, List<String>> told) {
        Resource onTarget = target.list(QuotaType.KIND, Scope.ownedBy(project)).get(0);
        told.accept("quota " + quota.name(), new QuotaType().onTargetOnly(quota, onTarget, source));
    }

    private void users(String ofSource, String project, BiConsumer<String, List<String>> told) {
        Map<String, JsonNode> bySource = new LinkedHashMap<>();
        for (Resource own : source.list(UserQuotaType.KIND, Scope.ownedBy(ofSource))) {
            translation
                    .known(UserType.KIND, own.text("user_id"))
                    .ifPresent(user -> bySource.put(user, own.field(UserQuotaType.VALUES)));
        }
        for (Resource onTarget : target.list(UserQuotaType.KIND, Scope.ownedBy(project))) {
            JsonNode set = bySource.get(onTarget.text("user_id"));
            List<String> more = new ArrayList<>();
            for (var value : onTarget.field(UserQuotaType.VALUES).properties()) {
                if (set == null || !set.has(value.getKey())) {
                    more.add(
                            "compute " + value.getKey() + " " + value.getValue().asText());
                }
            }
            told.accept("user quota " + onTarget.name(), more);
        }
    }
}
