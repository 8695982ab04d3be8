package io.jenkins.plugins.pumphouse.migration.network.qos;

import static io.jenkins.plugins.pumphouse.migration.network.qos.QosRule.DIRECTION;
import static io.jenkins.plugins.pumphouse.migration.network.qos.QosRule.LIMIT;
import static io.jenkins.plugins.pumphouse.migration.network.qos.QosRule.TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.RuleSetType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules of a QoS policy: bandwidth limits, DSCP marks and whatever else a release has, each sort under a path of
 * its own that its type names (Networking API v2.0, "QoS bandwidth limit rules").
 */
public final class QosRulesType extends RuleSetType {
    public static final Kind KIND = new Kind("QoS rules");

    /** What a bandwidth limit holds for where nothing is said, and all that a Neutron before Pike knows. */
    private static final String EGRESS = "egress";

    public QosRulesType() {
        super(KIND, QosPolicyType.KIND, QosPolicyType.RULES);
    }

    @Override
    protected ObjectNode wanted(JsonNode rule, Resource policy, Translation translation) {
        return QosRule.said(rule);
    }

    @Override
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        return firstReason(resource, QosRule::unsupported);
    }

    @Override
    public Optional<String> unsupportedOn(Resource resource, CloudInventory target) {
        Cloud cloud = target.cloud();
        return firstReason(resource, rule -> QosRule.refused(rule, cloud.networkExtensions()::contains, cloud.name()));
    }

    private Optional<String> firstReason(Resource policy, Function<JsonNode, Optional<String>> reason) {
        for (JsonNode rule : parts(policy)) {
            Optional<String> why = reason.apply(rule);
            if (why.isPresent()) {
                return why.map(text -> "the rule \"" + meaning(rule) + "\" " + text
                        + ". Remove it from the policy, or make another policy on the target and name it in mapping:"
                        + " qos_policies");
            }
        }
        return Optional.empty();
    }

    @Override
    protected String meaning(JsonNode rule) {
        ObjectNode said = QosRule.said(rule);
        if (isLimit(rule) && !said.hasNonNull(DIRECTION)) {
            said.put(DIRECTION, EGRESS);
        }
        String limits = said.properties().stream()
                .filter(field ->
                        !field.getKey().equals(TYPE) && !field.getValue().isNull())
                .sorted(Map.Entry.comparingByKey())
                .map(field -> field.getKey() + " " + field.getValue().asText())
                .collect(Collectors.joining(" "));
        return Json.text(rule, TYPE) + " " + limits;
    }

    private static boolean isLimit(JsonNode rule) {
        return LIMIT.equals(Json.text(rule, TYPE));
    }

    /** Neutron takes one rule of a sort and direction. */
    @Override
    protected boolean removesFirst() {
        return true;
    }

    @Override
    protected JsonNode now(Cloud cloud, String policy) {
        return cloud.get(Service.NETWORK, QosPolicyType.PATH + '/' + Request.segment(policy))
                .path("policy")
                .path(QosPolicyType.RULES);
    }

    private static String path(String policy, JsonNode rule) {
        return QosPolicyType.PATH + '/' + Request.segment(policy) + '/' + Json.text(rule, TYPE) + "_rules";
    }

    @Override
    protected void add(Cloud cloud, String policy, List<ObjectNode> rules) {
        for (ObjectNode rule : rules) {
            ObjectNode body = rule.deepCopy().without(List.of(TYPE));
            if (isLimit(rule) && EGRESS.equals(Json.text(rule, DIRECTION))) {
                body.remove(DIRECTION); // a Neutron before Pike refuses the word
            }
            cloud.send(Request.post(Service.NETWORK, path(policy, rule))
                    .body(Json.object(Json.text(rule, TYPE) + "_rule", body)));
        }
    }

    @Override
    protected void sayAdded(RequestPlan plan, Collection<? extends JsonNode> rules) {
        rules.forEach(rule -> plan.onTarget(Service.NETWORK).post(path("{policy_id}", rule)));
    }

    @Override
    protected void sayRemoved(RequestPlan plan, Collection<? extends JsonNode> rules) {
        rules.forEach(rule -> plan.onTarget(Service.NETWORK).delete(path("{policy_id}", rule) + "/{id}"));
    }

    @Override
    protected void remove(Cloud cloud, String policy, JsonNode rule) {
        cloud.remove(
                Request.delete(Service.NETWORK, path(policy, rule) + '/' + Request.segment(idOf(cloud, policy, rule))));
    }
}
