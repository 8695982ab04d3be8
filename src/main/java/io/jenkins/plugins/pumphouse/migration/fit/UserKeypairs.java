package io.jenkins.plugins.pumphouse.migration.fit;

import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The keypairs of each user. Nova counts those of the user and holds them against the quota of the project of the
 * account that asks: the migration's account (Compute API "Import (or create) Keypair"; {@code quota.key_pairs}).
 */
final class UserKeypairs implements FitProbe {
    private static final String WHAT = "compute key_pairs";

    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        Map<String, Long> byUser = needs.made(KeypairType.KIND)
                .collect(Collectors.groupingBy(
                        key -> String.valueOf(key.text("user_id")), TreeMap::new, Collectors.counting()));
        if (byUser.isEmpty()) {
            return List.of();
        }
        List<FitRow> rows = new ArrayList<>();
        try {
            String path =
                    "/os-quota-sets/" + Request.segment(needs.cloud().caller().projectId());
            long limit = needs.cloud()
                    .get(Service.COMPUTE, path)
                    .path("quota_set")
                    .path("key_pairs")
                    .asLong(-1);
            byUser.forEach((user, needed) -> rows.add(row(needs, user, needed, limit)));
        } catch (CloudException e) {
            rows.add(FitRow.unknown(needs.cloud().name(), WHAT, byUser.size(), e.getMessage()));
        }
        rows.sort(Comparator.comparing(FitRow::where));
        return rows;
    }

    private static FitRow row(PlannedNeeds needs, String user, long needed, long limit) {
        String where = "user "
                + needs.source().find(UserType.KIND, user).map(Resource::name).orElse(user);
        if (limit < 0) {
            return FitRow.unlimited(where, WHAT, needed);
        }
        long used = needs.translation()
                .known(UserType.KIND, user)
                .map(id ->
                        needs.target().list(KeypairType.KIND, Scope.ownedBy(id)).size())
                .orElse(0);
        return FitRow.counted(State.LACKS, where, WHAT, needed, limit - used, used + " of " + limit + " are used");
    }
}
