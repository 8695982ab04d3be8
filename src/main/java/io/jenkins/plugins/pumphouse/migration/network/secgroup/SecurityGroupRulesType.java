package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.RuleSetType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharedObjectUse;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The rules of one security group. A new group comes with two rules that let everything out; they stay if the source's
 * group has them and go if it has not.
 */
public final class SecurityGroupRulesType extends RuleSetType {
    public static final Kind KIND = new Kind("rules");

    static final String RULES = "security_group_rules";

    /** Its type stands in the package that builds on this one. */
    private static final Kind PORT = new Kind("port");

    public SecurityGroupRulesType() {
        super(KIND, SecurityGroupType.KIND, RULES);
    }

    @Override
    public Optional<String> payer(Resource resource) {
        return Optional.ofNullable(resource.text("tenant_id"));
    }

    @Override
    public Map<String, Long> consumes(Resource resource, CloudInventory source) {
        return Map.of("network security_group_rule", (long) parts(resource).size());
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        Set<Reference> needs = new LinkedHashSet<>(super.needs(resource, source));
        parts(resource).forEach(rule -> needs.addAll(Rule.needs(rule)));
        return SharedObjectUse.withPolicies(resource, needs, source);
    }

    @Override
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        if (!resource.json().has(RULES)) { // none are an empty list
            return Optional.of("are not shown by " + source.cloud().name() + ": its answer has no \"" + RULES
                    + "\". Ask its administrator what hides them from this account");
        }
        return firstReason(resource, Rule::unsupported).or(() -> MergedDefaults.unlike(resource, source));
    }

    @Override
    public Optional<String> unsupportedOn(Resource resource, CloudInventory target) {
        Cloud cloud = target.cloud();
        return firstReason(resource, rule -> Rule.refused(rule, cloud.networkExtensions()::contains, cloud.name()));
    }

    private Optional<String> firstReason(Resource resource, Function<JsonNode, Optional<String>> reason) {
        for (JsonNode rule : parts(resource)) {
            Optional<String> why = reason.apply(rule);
            if (why.isPresent()) {
                return why;
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>();
        for (JsonNode rule : parts(resource)) {
            Rule.ACCOUNT
                    .leftBehind(rule, target.cloud().networkExtensions()::contains)
                    .forEach(field -> left.add(field + " of the rule \"" + Rule.meaning(rule) + "\""));
            Rule.lost(rule).ifPresent(left::add);
        }
        return left;
    }

    /**
     * An administrator's rule in another's group belongs to the administrator's project on the source; on the target to
     * the group's.
     */
    @Override
    protected ObjectNode wanted(JsonNode rule, Resource resource, Translation translation) {
        return Rule.wanted(rule, translation)
                .put("tenant_id", translation.id(Kind.PROJECT, resource.text("tenant_id")));
    }

    @Override
    protected boolean comes(JsonNode rule) {
        return RulePorts.isAnyLeft(rule);
    }

    @Override
    public boolean isOneByNature(Resource onTarget) {
        return SecurityGroupType.isDefault(onTarget.json());
    }

    /** The description: Neutron has no request that changes it. */
    @Override
    protected Optional<String> words(JsonNode rule) {
        return rule.has(Rule.DESCRIPTION)
                ? Optional.of(rule.path(Rule.DESCRIPTION).asText(""))
                : Optional.empty();
    }

    @Override
    protected String meaning(JsonNode rule) {
        return Rule.meaning(rule);
    }

    /**
     * The rules of a group that no migration has made are its owner's. The group {@code default}, which Neutron makes
     * and nobody can mark in time, counts as marked if its project is.
     */
    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        boolean projectIsMarked = target.find(Kind.PROJECT, existing.text("tenant_id"))
                .filter(project -> Mark.ofValue(project.text(Mark.KEY)).isPresent())
                .isPresent();
        if (marked || SecurityGroupType.isDefault(existing.json()) && projectIsMarked) {
            return Decision.UPDATE;
        }
        return differences.stream().allMatch(RuleSetType::isInWords) ? Decision.REUSE : Decision.CONFLICT;
    }

    /** Servers run on the target with the rules as they are: its owner may have closed what the source still opens. */
    @Override
    public Optional<Unasked> unasked(Resource existing, List<Difference> differences, CloudInventory target) {
        boolean used = target.list(PORT, Scope.ownedBy(existing.text("tenant_id"))).stream()
                .filter(port -> String.valueOf(port.text("device_owner")).startsWith("compute:"))
                .anyMatch(port -> Json.texts(port.json(), "security_groups").contains(existing.id()));
        return used
                ? Optional.of(Unasked.left("servers on " + target.cloud().name() + " use the group", "pumpSecgroups"))
                : Optional.empty();
    }

    @Override
    protected Optional<JsonNode> bornWith(ChangeContext context, String group) {
        return SecurityGroupType.batches(context).rulesOf(group);
    }

    @Override
    protected JsonNode now(Cloud cloud, String group) {
        return cloud.get(Service.NETWORK, "/security-groups/" + Request.segment(group))
                .path("security_group")
                .path(RULES);
    }

    @Override
    protected void add(Cloud cloud, String group, List<ObjectNode> rules) {
        rules.forEach(rule -> {
            rule.put("security_group_id", group);
            Rule.ACCOUNT.retainOffered(rule, cloud.networkExtensions()::contains);
        });
        new RuleAddition(cloud, group).add(rules);
    }

    @Override
    protected JsonNode bornParts(Resource group, String id) {
        return BornRules.of(group, id);
    }

    @Override
    protected void sayAdded(RequestPlan plan, Collection<? extends JsonNode> rules) {
        int batches = (rules.size() + RuleAddition.BATCH - 1) / RuleAddition.BATCH;
        plan.onTarget(Service.NETWORK).times(batches).post("/security-group-rules");
    }

    @Override
    protected void sayRemoved(RequestPlan plan, Collection<? extends JsonNode> rules) {
        plan.onTarget(Service.NETWORK).times(rules.size()).delete("/security-group-rules/{id}");
    }

    @Override
    protected void remove(Cloud cloud, String group, JsonNode rule) {
        String id = idOf(cloud, group, rule);
        cloud.remove(Request.delete(Service.NETWORK, "/security-group-rules/" + Request.segment(id)));
    }
}
