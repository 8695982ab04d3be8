package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.compute.AvailabilityZoneType;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.compute.Memberships;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroupType;
import io.jenkins.plugins.pumphouse.migration.compute.SourceMemberships;
import io.jenkins.plugins.pumphouse.migration.cutover.CutoverType;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.DomainType;
import io.jenkins.plugins.pumphouse.migration.identity.GroupMembersType;
import io.jenkins.plugins.pumphouse.migration.identity.GroupType;
import io.jenkins.plugins.pumphouse.migration.identity.ImpliedRoleType;
import io.jenkins.plugins.pumphouse.migration.identity.ProjectType;
import io.jenkins.plugins.pumphouse.migration.identity.RoleType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.loadbalancer.LoadBalancerType;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.network.AddressScopeType;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.RbacType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetPoolType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkType;
import io.jenkins.plugins.pumphouse.migration.network.UnmovedType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharingPolicies;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosPolicyType;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosRulesType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.network.router.RoutesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.AddressGroupType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupRulesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.quota.DefaultQuotaType;
import io.jenkins.plugins.pumphouse.migration.quota.QuotaType;
import io.jenkins.plugins.pumphouse.migration.quota.UserQuotaType;
import io.jenkins.plugins.pumphouse.migration.server.LeftoverAccessType;
import io.jenkins.plugins.pumphouse.migration.server.ServerType;
import io.jenkins.plugins.pumphouse.migration.server.forwarding.ForwardingsType;
import io.jenkins.plugins.pumphouse.migration.server.note.DetachedFrom;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeTypeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All resource types there are, in the order of their doing, each with the steps that move it: a new one is a class of
 * its own and a line in this list. A type without a step comes only where another needs it.
 */
public final class ResourceTypes implements Function<Kind, ResourceType> {
    /** A line of the list. */
    record Line(ResourceType type, List<Verb> verbs) {}

    private final Map<Kind, Line> lines = new LinkedHashMap<>();

    /** The list as it is. */
    public ResourceTypes() {
        line(new DomainType(), Verb.TENANTS, Verb.ROLLBACK_RESOURCES);
        line(new RoleType(), Verb.ROLES, Verb.ROLLBACK_RESOURCES);
        line(new ImpliedRoleType(), Verb.ROLES, Verb.ROLLBACK_RESOURCES);
        line(new ProjectType(), Verb.TENANTS, Verb.ROLLBACK_RESOURCES);
        line(new UserType(), Verb.USERS, Verb.ROLLBACK_RESOURCES);
        line(new GroupType(), Verb.USERS, Verb.ROLLBACK_RESOURCES);
        line(new GroupMembersType(), Verb.USERS);
        line(new AssignmentType(), Verb.USER_ROLES, Verb.ROLLBACK_RESOURCES);
        line(new FlavorType(), Verb.FLAVORS, Verb.ROLLBACK_RESOURCES);
        line(new KeypairType(), Verb.KEYPAIRS, Verb.ROLLBACK_RESOURCES);
        line(new DefaultQuotaType(), Verb.QUOTAS);
        line(new QuotaType(), Verb.QUOTAS);
        line(new UserQuotaType(), Verb.QUOTAS);
        line(new AddressGroupType(), Verb.SECGROUPS, Verb.ROLLBACK_RESOURCES);
        line(new SecurityGroupType(), Verb.SECGROUPS, Verb.ROLLBACK_RESOURCES);
        line(new SecurityGroupRulesType(), Verb.SECGROUPS);
        line(new RbacType(SharingPolicies.OF_GROUPS), Verb.SECGROUPS, Verb.ROLLBACK_RESOURCES);
        line(new AddressScopeType(), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new SubnetPoolType(), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new QosPolicyType(), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new QosRulesType(), Verb.NETWORKS);
        line(new NetworkType(), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new SubnetType(), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new RouterType(), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new RouterInterfaceType(), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new RoutesType(), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new RbacType(SharingPolicies.OF_NETWORKS), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new PortType(), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new TrunkType(), Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(
                new FloatingIpType((context, project) ->
                        Memberships.of(context).in(project).cloud()),
                Verb.FLOATING_IPS,
                Verb.ROLLBACK_RESOURCES);
        line(new LoadBalancerType(), Verb.LOAD_BALANCERS, Verb.ROLLBACK_RESOURCES);
        line(new UnmovedType(), Verb.NETWORKS);
        line(new ImageType(), Verb.IMAGES, Verb.ROLLBACK_RESOURCES);
        line(new ServerGroupType(), Verb.ROLLBACK_RESOURCES);
        line(new AvailabilityZoneType());
        line(new VolumeTypeType());
        line(
                new VolumeType(Memberships::access, SourceMemberships::access, DetachedFrom::reason),
                Verb.VOLUMES,
                Verb.ROLLBACK_RESOURCES);
        line(new ServerType(), Verb.INSTANCES, Verb.CLEANUP, Verb.ROLLBACK);
        line(new ForwardingsType(), Verb.INSTANCES);
        line(new LeftoverAccessType(), Verb.INSTANCES);
        line(new CutoverType(), Verb.CUTOVER);
    }

    private void line(ResourceType type, Verb... verbs) {
        lines.put(type.kind(), new Line(type, List.of(verbs)));
    }

    /** All kinds, in the order of their doing. */
    public Set<Kind> kinds() {
        return lines.keySet();
    }

    /** The kinds that a step moves, in the order of their doing. */
    public List<Kind> of(Verb verb) {
        return kinds().stream()
                .filter(kind -> lines.get(kind).verbs().contains(verb))
                .toList();
    }

    /** The kinds that do not come with servers alone, and so do not go back with them. */
    List<Kind> withoutServers() {
        return kinds().stream()
                .filter(kind -> !lines.get(kind).verbs().contains(Verb.INSTANCES))
                .toList();
    }

    /**
     * What a rollback looks at. What belongs to no project goes only where it is named, and rules and members are
     * looked at for what somebody has added to them.
     */
    List<Kind> rolledBack(Selection selection) {
        List<Kind> kinds = new ArrayList<>(of(Verb.ROLLBACK_RESOURCES));
        kinds.addAll(List.of(GroupMembersType.KIND, SecurityGroupRulesType.KIND, QosRulesType.KIND));
        if (selection.created().isEmpty()) {
            kinds.removeAll(List.of(RoleType.KIND, ImpliedRoleType.KIND, FlavorType.KIND));
        }
        return kinds;
    }

    @Override
    public ResourceType apply(Kind kind) {
        Line line = lines.get(kind);
        if (line == null) {
            throw new IllegalArgumentException("No resource type \"" + kind + "\". There are: " + kinds());
        }
        return line.type();
    }
}
