package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds rules to one security group: many in one request, and each rule at most once.
 *
 * <p>Neutron makes all rules of such a request or none (Networking API v2.0, "Bulk-create security group rules"). After
 * a refusal the rules are sent one by one, so that a bad rule costs only itself. After an answer that leaves it open
 * whether the rules were made, the group is read first.
 */
final class RuleAddition {
    /**
     * Rules in one request. Neutron checks each against all others in one transaction, and proxies bound the time of a
     * request.
     */
    static final int BATCH = 100;

    private static final int NAMED = 5;

    private final Cloud cloud;
    private final String group;
    private final List<String> refused = new ArrayList<>();
    private CloudException cause;

    RuleAddition(Cloud cloud, String group) {
        this.cloud = cloud;
        this.group = group;
    }

    /**
     * Adds all rules that can be added.
     *
     * @param rules new rules with the id of their group, all different in meaning
     * @throws MigrationException names the rules that Neutron refused; all others are in the group
     * @throws CloudException when Neutron could not be used at all, or refused for a reason that is not in the rules
     */
    void add(List<ObjectNode> rules) {
        for (int start = 0; start < rules.size(); start += BATCH) {
            addBatch(rules.subList(start, Math.min(rules.size(), start + BATCH)));
        }
        if (!refused.isEmpty()) {
            throw new MigrationException(refused.size() + " of " + rules.size() + " rules could not be added: "
                    + FirstFew.of(refused, NAMED, "; ")
                    + ". The last answer: " + cause.getMessage());
        }
    }

    private void addBatch(List<ObjectNode> rules) {
        if (cause instanceof CloudException.OverQuota || rules.size() == 1) {
            addOneByOne(rules);
            return;
        }
        ArrayNode many = Json.object().putArray("security_group_rules");
        rules.forEach(many::add);
        try {
            post(Json.object("security_group_rules", many));
        } catch (CloudException e) {
            if (e.mayHaveBeenDone()) {
                addOneByOne(missing(rules));
            } else if (isOfARule(e)) {
                addOneByOne(rules);
            } else {
                throw e;
            }
        }
    }

    /** Whether another rule may be accepted after this refusal. */
    private static boolean isOfARule(CloudException refusal) {
        return refusal instanceof CloudException.Conflict
                || refusal instanceof CloudException.Rejected
                || refusal instanceof CloudException.NotFound
                || refusal instanceof CloudException.OverQuota;
    }

    private void addOneByOne(List<ObjectNode> rules) {
        for (ObjectNode rule : rules) {
            if (cause instanceof CloudException.OverQuota) {
                refused.add(Rule.meaning(rule)); // no other fits either
            } else {
                addOne(rule);
            }
        }
    }

    private void addOne(ObjectNode rule) {
        try {
            post(Json.object("security_group_rule", rule));
        } catch (CloudException e) {
            if (!e.mayHaveBeenDone() && !isOfARule(e)) {
                throw e;
            }
            if (!isThere(rule, e)) {
                if (e instanceof CloudException.Unreachable) {
                    throw e;
                }
                refused.add(Rule.meaning(rule));
                cause = e;
            }
        }
    }

    /**
     * Whether the group has the rule all the same: Neutron refuses a second one that means the same, however it is
     * written.
     */
    private boolean isThere(ObjectNode rule, CloudException answer) {
        if (answer instanceof CloudException.Conflict) {
            return answer.serviceMessage().contains("already exists")
                    || missing(List.of(rule)).isEmpty();
        }
        return answer.mayHaveBeenDone() && missing(List.of(rule)).isEmpty();
    }

    private void post(ObjectNode body) {
        cloud.send(Request.post(Service.NETWORK, "/security-group-rules").body(body));
    }

    /** Those of {@code rules} that the group has not, as it is now. */
    private List<ObjectNode> missing(List<ObjectNode> rules) {
        JsonNode now = cloud.get(Service.NETWORK, "/security-groups/" + Request.segment(group))
                .path("security_group");
        Set<String> onTarget = new HashSet<>();
        now.path("security_group_rules").forEach(rule -> onTarget.add(Rule.meaning(rule)));
        return rules.stream()
                .filter(rule -> !onTarget.contains(Rule.meaning(rule)))
                .toList();
    }
}
