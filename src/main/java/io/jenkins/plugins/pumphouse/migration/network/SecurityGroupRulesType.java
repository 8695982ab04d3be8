package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.model.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.model.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceType;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The rules of one security group, as one object with the group's id: a set that is either what it ought to be or not.
 *
 * <p>What a rule means stands in its fields alone, so rules need no mark. A new group comes with two rules that let
 * everything out; they stay if the source's group has them and go if it has not.
 */
public final class SecurityGroupRulesType extends ResourceType {
    public static final Kind KIND = new Kind("rules");

    @Override
    public Kind kind() {
        return KIND;
    }

    private static Resource rulesOf(Resource group) {
        return new Resource(KIND, group.id(), group.name(), group.json());
    }

    /**
     * A group's rules come with the group (Networking API v2.0, "List security groups"), at no request of their own.
     */
    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return inventory.list(SecurityGroupType.KIND, scope).stream()
                .map(SecurityGroupRulesType::rulesOf)
                .toList();
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.find(SecurityGroupType.KIND, id).map(SecurityGroupRulesType::rulesOf);
    }

    @Override
    public Optional<String> payer(Resource resource) {
        return Optional.ofNullable(resource.text("tenant_id"));
    }

    @Override
    public Map<String, Long> consumes(Resource resource, CloudInventory source) {
        return Map.of("network security_group_rule", (long)
                resource.field("security_group_rules").size());
    }

    @Override
    public String detail(Resource resource) {
        int rules = resource.field("security_group_rules").size();
        return rules == 1 ? "1 rule" : rules + " rules";
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        Set<Reference> needs = new LinkedHashSet<>();
        needs.add(Reference.to(SecurityGroupType.KIND, resource.id()));
        for (JsonNode rule : resource.field("security_group_rules")) {
            String remote = Json.text(rule, "remote_group_id");
            if (remote != null) {
                needs.add(Reference.to(SecurityGroupType.KIND, remote));
            }
        }
        return List.copyOf(needs);
    }

    @Override
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        for (JsonNode rule : resource.field("security_group_rules")) {
            Optional<String> why = Rule.unsupported(rule);
            if (why.isPresent()) {
                return why;
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>();
        for (JsonNode rule : resource.field("security_group_rules")) {
            Rule.ACCOUNT
                    .leftBehind(rule, extension -> true)
                    .forEach(field -> left.add(field + " of the rule \"" + Rule.meaning(rule) + "\""));
        }
        return left;
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ownedBy(translation.id(Kind.PROJECT, resource.text("tenant_id")));
    }

    /** The group says whose the rules are. */
    @Override
    public Optional<Mark> mark(Resource onTarget) {
        return new SecurityGroupType().mark(onTarget);
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(json.path(json.has("group") ? "group" : "id").asText());
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ArrayNode rules = Json.object().putArray("rules");
        String owner = translation.id(Kind.PROJECT, resource.text("tenant_id"));
        for (JsonNode rule : resource.field("security_group_rules")) {
            // An administrator's rule in another's group belongs to the administrator's project there; here to the
            // group's.
            rules.add(Rule.wanted(rule, translation).put("tenant_id", owner));
        }
        return Json.object()
                .put("group", translation.id(SecurityGroupType.KIND, resource.id()))
                .set("rules", rules);
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean ours) {
        Map<String, ObjectNode> missing = missing(wanted, existing.json());
        Map<String, String> extra = extra(wanted, existing.json());
        List<Difference> differences = new ArrayList<>();
        missing.keySet().forEach(rule -> differences.add(new Difference("rule", rule, "nothing")));
        extra.keySet().forEach(rule -> differences.add(new Difference("rule", "nothing", rule)));
        return differences;
    }

    /** Wanted rules that {@code group} lacks, by what they mean. */
    private static Map<String, ObjectNode> missing(ObjectNode wanted, JsonNode group) {
        Map<String, ObjectNode> missing = new LinkedHashMap<>();
        wanted.path("rules").forEach(rule -> missing.put(Rule.meaning(rule), (ObjectNode) rule));
        group.path("security_group_rules").forEach(rule -> missing.remove(Rule.meaning(rule)));
        return missing;
    }

    /** Ids of rules of {@code group} that are not wanted, by what they mean. */
    private static Map<String, String> extra(ObjectNode wanted, JsonNode group) {
        Map<String, String> extra = new LinkedHashMap<>();
        group.path("security_group_rules").forEach(rule -> extra.put(Rule.meaning(rule), Json.text(rule, "id")));
        wanted.path("rules").forEach(rule -> extra.remove(Rule.meaning(rule)));
        return extra;
    }

    /**
     * The rules of a group that was there before us are its owner's. The group {@code default}, which Neutron makes and
     * nobody can mark in time, is ours if its project is.
     */
    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean ours, CloudInventory target) {
        boolean projectIsOurs = target.find(Kind.PROJECT, existing.text("tenant_id"))
                .filter(project -> Mark.ofValue(project.text(Mark.KEY)).isPresent())
                .isPresent();
        boolean mine = ours || (SecurityGroupType.isDefault(existing.json()) && projectIsOurs);
        return mine ? Decision.UPDATE : Decision.CONFLICT;
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        String group = wanted.path("group").asText();
        // The group was made a moment ago, or is the project's default: what rules it came with is only known there.
        JsonNode there = context.target().get(Service.NETWORK, "/security-groups/" + Request.segment(group));
        return reconcile(context.target(), group, wanted, there.path("security_group"));
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        return reconcile(context.target(), existing.id(), context.wanted(), existing.json());
    }

    private static CompletionStage<ChangeResult> reconcile(
            Cloud cloud, String group, ObjectNode wanted, JsonNode there) {
        List<ObjectNode> missing = new ArrayList<>(missing(wanted, there).values());
        missing.forEach(rule -> rule.put("security_group_id", group));
        if (!missing.isEmpty()) {
            new RuleAddition(cloud, group).add(missing);
        }
        Collection<String> extra = extra(wanted, there).values();
        for (String id : extra) {
            cloud.send(Request.delete(Service.NETWORK, "/security-group-rules/" + Request.segment(id)));
        }
        List<String> notes = new ArrayList<>();
        if (!missing.isEmpty()) {
            notes.add(missing.size() + (missing.size() == 1 ? " rule added" : " rules added"));
        }
        if (!extra.isEmpty()) {
            notes.add(extra.size() + (extra.size() == 1 ? " rule removed" : " rules removed"));
        }
        return ChangeResult.now(group, notes.toArray(String[]::new));
    }
}
