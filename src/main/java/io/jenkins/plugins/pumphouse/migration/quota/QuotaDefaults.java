package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * The quotas of projects for which nobody has set any: of Nova and Cinder the quota class {@code default}, of Neutron
 * what its configuration says. They hold for every project of the target, also for those that nobody moves, so they are
 * compared, and set only when the operator asks for it ({@link DefaultQuotaType}).
 */
public final class QuotaDefaults {
    private QuotaDefaults() {}

    /**
     * A line for a person of each service whose defaults differ; two requests a service.
     *
     * @param set whether the operator has them set where a request can set them
     */
    public static List<String> differences(Cloud source, Cloud target, boolean set) {
        List<String> told = new ArrayList<>();
        for (QuotaKeeper keeper : QuotaKeeper.of(source)) {
            boolean brought = set && keeper.setsDefaults();
            if (target.has(keeper.service()) && !brought) {
                compare(keeper, source, target, told);
            }
        }
        return told;
    }

    private static void compare(QuotaKeeper keeper, Cloud source, Cloud target, List<String> told) {
        String whose = "the default quotas of " + keeper.word();
        try {
            JsonNode onSource = keeper.ofEverybody(source);
            JsonNode onTarget = keeper.ofEverybody(target);
            List<String> differences = new ArrayList<>();
            StringBuilder options = new StringBuilder();
            for (var quota : onSource.properties()) {
                String key = quota.getKey();
                JsonNode now = onTarget.path(key);
                if (QuotaType.isMoved(keeper, quota)
                        && now.isIntegralNumber()
                        && now.asLong() != quota.getValue().asLong()) {
                    differences.add(key + " is " + quota.getValue() + " on " + source.name() + ", " + now + " on "
                            + target.name());
                    options.append(" --")
                            .append(key.replace('_', '-'))
                            .append(' ')
                            .append(quota.getValue());
                }
            }
            if (!differences.isEmpty()) {
                told.add(whose + " differ: " + String.join("; ", differences)
                        + ". A project without quotas of its own has "
                        + "those of " + target.name() + ". They hold for all its projects, so they were not set: "
                        + (!keeper.setsDefaults()
                                ? "see [quotas] in its "
                                        + (keeper.service() == Service.NETWORK ? "neutron.conf" : "octavia.conf")
                                : "pumpQuotas(defaults: true), or openstack quota set --class" + options + " default"));
            }
        } catch (CloudException.NotFound e) {
            return; // an old service tells none
        } catch (CloudException e) {
            told.add(whose + " were not compared: " + e.getMessage());
        }
    }
}
