package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharingPolicies;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosPolicyType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.AddressGroupType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * RBAC policies: with which project an object of Neutron is shared. That it is shared with all is a field of the object
 * itself, but for groups, of which nobody may set that field; and which networks are external is the cloud's affair.
 */
public final class RbacType extends NeutronType {
    /** By kind of policy and {@code object_type}: the kinds of what is shared. */
    /** Of what is shared, that which carries marks. */
    private static final List<NeutronType> MARKED = List.of(
            new NetworkType(),
            new QosPolicyType(),
            new SubnetPoolType(),
            new SecurityGroupType(),
            new AddressGroupType());

    private static final Map<Kind, Map<String, Kind>> OBJECTS = Map.of(
            SharingPolicies.OF_NETWORKS,
            Map.of(
                    "network",
                    NetworkType.KIND,
                    "qos_policy",
                    QosPolicyType.KIND,
                    "address_scope",
                    AddressScopeType.KIND,
                    "subnetpool",
                    SubnetPoolType.KIND),
            SharingPolicies.OF_GROUPS,
            Map.of("security_group", SecurityGroupType.KIND, "address_group", AddressGroupType.KIND));

    private static final String WITH = SharingPolicies.WITH;
    private static final String ALL = SharingPolicies.ALL;
    private static final String OWNER = "tenant_id";

    private final Map<String, Kind> objects;

    /** @param kind {@link SharingPolicies#OF_NETWORKS} or {@link SharingPolicies#OF_GROUPS} */
    public RbacType(Kind kind) {
        super(
                declared(kind, "/rbac-policies", "rbac_policies", "rbac_policy")
                        .existsWith("rbac-policies")
                        .copies("object_type", "action")
                        .brings("object_id", WITH, "target_project")
                        .serviceSets("id")
                        .ownedBy(OWNER)
                        .countsAs("network rbac_policy")
                        .uniquelyIdentifiedBy("object_type", "object_id", "action", WITH),
                Marking.NONE);
        objects = OBJECTS.get(kind);
    }

    /** Those about objects of the project, also where an administrator has made them, and its own about others'. */
    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        List<ObjectNode> meant =
                SharingPolicies.of(inventory).stream().filter(this::isMeant).toList();
        Set<String> own = new HashSet<>();
        for (String type : types(meant)) {
            inventory.list(objects.get(type), scope).forEach(object -> own.add(object.id()));
        }
        return meant.stream()
                .filter(policy -> scope.all()
                        || scope.owner().equals(Json.text(policy, OWNER))
                        || own.contains(Json.text(policy, "object_id")))
                .map(policy -> ownedWithItsObject(resource(inventory, policy), inventory))
                .toList();
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return super.readOne(inventory, id).map(policy -> ownedWithItsObject(policy, inventory));
    }

    /**
     * On the target a policy belongs to the project that its object belongs to, also where an administrator made it.
     */
    private Resource ownedWithItsObject(Resource policy, CloudInventory inventory) {
        Kind kind = objects.get(String.valueOf(policy.text("object_type")));
        return Optional.ofNullable(kind)
                .flatMap(of -> inventory.find(of, policy.text("object_id")))
                .map(object -> object.text(OWNER))
                .map(owner -> new Resource(
                        kind(),
                        policy.id(),
                        policy.name(),
                        policy.json().deepCopy().put(OWNER, owner)))
                .orElse(policy);
    }

    private static Set<String> types(List<ObjectNode> policies) {
        return policies.stream().map(policy -> Json.text(policy, "object_type")).collect(Collectors.toSet());
    }

    private boolean isMeant(ObjectNode policy) {
        return objects.containsKey(String.valueOf(Json.text(policy, "object_type")))
                && SharingPolicies.isSharing(policy)
                && (kind().equals(SharingPolicies.OF_GROUPS) || !ALL.equals(Json.text(policy, WITH)));
    }

    private static boolean isWithAll(Resource policy) {
        return ALL.equals(policy.text(WITH));
    }

    @Override
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        Kind to = objects.get(Json.text(json, "object_type"));
        String name = to == null
                ? ""
                : name(inventory, to, Json.text(json, "object_id")) + " with "
                        + name(inventory, Kind.PROJECT, Json.text(json, WITH));
        return new Resource(kind(), Json.text(json, "id"), name, json);
    }

    private static String name(CloudInventory inventory, Kind kind, String id) {
        return ALL.equals(id)
                ? id
                : inventory.find(kind, id).map(Resource::name).orElse(id);
    }

    /** The object, and the project that it is shared with: one that is not on the target is told, not brought along. */
    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>(super.needs(resource, source));
        needs.add(Reference.to(objects.get(resource.text("object_type")), resource.text("object_id")));
        if (!isWithAll(resource)) {
            needs.add(Reference.known(Kind.PROJECT, resource.text(WITH)));
        }
        return needs;
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return super.desired(resource, source, translation)
                .put("object_id", translation.id(objects.get(resource.text("object_type")), resource.text("object_id")))
                .put(WITH, isWithAll(resource) ? ALL : translation.id(Kind.PROJECT, resource.text(WITH)));
    }

    @Override
    public Optional<String> deferred(
            Resource resource,
            ObjectNode wanted,
            CloudInventory source,
            CloudInventory target,
            Translation translation) {
        return isWithAll(resource)
                        || translation.coming(Kind.PROJECT, resource.text(WITH)).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the project that it is shared with is not on the target yet. Run again when it has moved");
    }

    /** It carries no mark, and goes with what it shares, which does; or with the project, whose own group has none. */
    @Override
    public boolean isMadeFor(Mark mark, Resource onTarget, CloudInventory target) {
        Kind shared = objects.get(String.valueOf(onTarget.text("object_type")));
        return MARKED.stream()
                .filter(type -> type.kind().equals(shared))
                .flatMap(type -> target.find(shared, onTarget.text("object_id")).stream()
                        .flatMap(object -> markOf(object, type, target).stream()))
                .anyMatch(of -> of.cloud().equals(mark.cloud()));
    }

    private static Optional<Mark> markOf(Resource object, NeutronType type, CloudInventory target) {
        boolean neutrons = object.kind().equals(SecurityGroupType.KIND) && SecurityGroupType.isDefault(object.json());
        return neutrons
                ? target.find(Kind.PROJECT, object.text(OWNER)).flatMap(owner -> Mark.ofValue(owner.text(Mark.KEY)))
                : type.mark(object);
    }

    @Override
    public boolean isOneByNature() {
        return true;
    }
}
