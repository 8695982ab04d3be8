package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Map;

/**
 * Quotas of nova-network, which Nova keeps among its own. That of rules is one of each group, and that of fixed
 * addresses one of servers' cards. Neutron counts the rules and the ports of a whole project, so that those two keep
 * names that no Neutron has, and are told.
 */
record QuotaView(Cloud cloud) {
    private static final Map<String, String> KEYS = Map.of(
            "floating_ips",
            "floatingip",
            "security_groups",
            "security_group",
            "security_group_rules",
            "security_group_rules of each group",
            "fixed_ips",
            "fixed_ips");

    /** @param path of Neutron's: {@code /quotas/<project>} or {@code /quotas/<project>/default} */
    ObjectNode of(String path) {
        String project = path.split("/")[2];
        String more = path.endsWith("/default") ? "/defaults" : "";
        ObjectNode quotas = cloud.send(Request.get(Service.COMPUTE, "/os-quota-sets/" + project + more))
                .object("quota_set");
        ObjectNode own = Json.object();
        KEYS.forEach((nova, neutron) -> {
            if (quotas.hasNonNull(nova)) {
                own.set(neutron, quotas.get(nova));
            }
        });
        return Json.object("quota", own);
    }
}
