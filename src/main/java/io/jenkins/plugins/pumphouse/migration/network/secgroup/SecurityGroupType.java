package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.neutron.CreationBatches;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.TargetRemoval;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Security groups, without their rules: those may refer to any group, so all groups are there before the first rule.
 *
 * <p>What n groups with r rules each cost on a Neutron with tags, beside the lists of the plan and of the verification:
 * n requests for their tags, n ⌈r / {@value RuleAddition#BATCH}⌉ for their rules, and three (make, look for twins, own
 * description of the first) for each {@link GroupBatch}, of which there are about n / 7.
 *
 * <p>Neutron makes the group {@code default} of a project by itself as soon as the project's groups are listed.
 */
public final class SecurityGroupType extends NeutronType {
    public static final Kind KIND = new Kind("security group");

    static final String DEFAULT = "default";

    static final String PATH = "/security-groups";
    static final String LIST = "security_groups";

    public SecurityGroupType() {
        super(declared(KIND, PATH, LIST, "security_group")
                .copies("name")
                .copiesOrRefuses(
                        "stateful-security-group",
                        "stateful",
                        true,
                        "is stateless, and a stateful group would let in replies that no rule names. Create a group on"
                                + " the target and name it in mapping: security_groups")
                .brings("security_group_rules") // a type of their own
                .brings("description")
                .serviceSets("id", "created_at", "updated_at", "revision_number", "shared")
                .ownedBy("tenant_id")
                .countsAs("network security_group")
                .identifiedBy("name"));
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        return isDefault(existing.json()) ? List.of() : super.compare(wanted, existing, marked);
    }

    /** Whether Neutron made the group by itself; such a one is never renamed or described. */
    public static boolean isDefault(JsonNode group) {
        return group.path("name").asText().equals(DEFAULT);
    }

    /** Neutron makes it with the project, and lets an administrator delete it. */
    @Override
    public boolean isMadeFor(Mark mark, Resource onTarget, CloudInventory target) {
        return !isDefault(onTarget.json()) && super.isMadeFor(mark, onTarget, target);
    }

    @Override
    public boolean isUnmarked(Resource onTarget) {
        return !isDefault(onTarget.json()) && super.isUnmarked(onTarget);
    }

    /** A rule of another group needs no more than the group. */
    @Override
    public Map<ResourceKey, String> apart(Resource resource, CloudInventory source) {
        return BornRules.others(resource)
                .map(rules -> Map.of(
                        new ResourceKey(SecurityGroupRulesType.KIND, resource.id()),
                        rules + " (" + step("pumpSecgroups", resource, source) + " brings them)"))
                .orElse(Map.of());
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        if (!isDefault(context.resource().json())) {
            return super.create(context);
        }
        Request list = Request.get(Service.NETWORK, PATH)
                .query("tenant_id", context.wanted().path("tenant_id").asText())
                .query("name", DEFAULT);
        return ChangeResult.now(Json.text(context.target().list(list, LIST).get(0), "id"));
    }

    @Override
    protected boolean isMadeTogether() {
        return true;
    }

    @Override
    protected boolean isMadeTwice() {
        return true;
    }

    @Override
    protected CreationBatches together(ChangeContext context) {
        return batches(context);
    }

    static GroupBatches batches(ChangeContext context) {
        return context.shared(GroupBatches.class, any -> new GroupBatches());
    }

    @Override
    public boolean isOneByNature(Resource onTarget) {
        return isDefault(onTarget.json());
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        List<Resource> listed = super.read(inventory, scope);
        List<ObjectNode> groups =
                NotedGroups.marked(listed.stream().map(Resource::json).toList());
        List<Resource> marked = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            boolean same = groups.get(i) == listed.get(i).json();
            marked.add(same ? listed.get(i) : resource(inventory, groups.get(i)));
        }
        return marked;
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        if (BatchNote.of(existing.text("description")).isPresent()) {
            NoteEnd.of(context.target(), existing.text("tenant_id"));
        }
        return super.update(context);
    }

    /** The one that Neutron has made goes with its project, before what its rules name. */
    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return isDefault(context.existing().orElseThrow().json())
                ? TargetRemoval.ofPart(context, this, now -> remove(context, now))
                : super.rollBack(context);
    }
}
