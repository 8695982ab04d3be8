package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.compute.AvailabilityZoneType;
import io.jenkins.plugins.pumphouse.migration.compute.ComputeRequests;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.compute.Memberships;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroupType;
import io.jenkins.plugins.pumphouse.migration.compute.SourceMemberships;
import io.jenkins.plugins.pumphouse.migration.cutover.CutoverRequests;
import io.jenkins.plugins.pumphouse.migration.cutover.CutoverType;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.DisablingRequests;
import io.jenkins.plugins.pumphouse.migration.identity.DomainType;
import io.jenkins.plugins.pumphouse.migration.identity.GroupMembersType;
import io.jenkins.plugins.pumphouse.migration.identity.GroupType;
import io.jenkins.plugins.pumphouse.migration.identity.IdentityRequests;
import io.jenkins.plugins.pumphouse.migration.identity.ImpliedRoleType;
import io.jenkins.plugins.pumphouse.migration.identity.ProjectType;
import io.jenkins.plugins.pumphouse.migration.identity.RoleType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.image.ImageRequests;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.loadbalancer.BalancerRequests;
import io.jenkins.plugins.pumphouse.migration.loadbalancer.LoadBalancerType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.PlannedRequest;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.AddressScopeType;
import io.jenkins.plugins.pumphouse.migration.network.NetworkRequests;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.RbacType;
import io.jenkins.plugins.pumphouse.migration.network.SegmentsType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetPoolType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkType;
import io.jenkins.plugins.pumphouse.migration.network.UnmovedType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronRequests;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharingPolicies;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosPolicyType;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosRulesType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterRequests;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.network.router.RoutesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.AddressGroupType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecgroupRequests;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupRulesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.quota.DefaultQuotaType;
import io.jenkins.plugins.pumphouse.migration.quota.QuotaRequests;
import io.jenkins.plugins.pumphouse.migration.quota.QuotaType;
import io.jenkins.plugins.pumphouse.migration.quota.UserQuotaType;
import io.jenkins.plugins.pumphouse.migration.server.LeftoverAccessType;
import io.jenkins.plugins.pumphouse.migration.server.ServerEndRequests;
import io.jenkins.plugins.pumphouse.migration.server.ServerRequests;
import io.jenkins.plugins.pumphouse.migration.server.ServerType;
import io.jenkins.plugins.pumphouse.migration.server.forwarding.ForwardingsType;
import io.jenkins.plugins.pumphouse.migration.server.note.DetachedFrom;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.volume.AccessRequests;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeRequests;
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
 * its own and a line in this list, which also names what says which requests it sends. A type without a step comes only
 * where another needs it.
 */
public final class ResourceTypes implements Function<Kind, ResourceType> {
    /**
     * A line of the list.
     *
     * @param requests says what the changes of such objects send
     */
    record Line(ResourceType type, RequestPlan.OfType requests, List<Verb> verbs) {}

    private final Map<Kind, Line> lines = new LinkedHashMap<>();

    /** The list as it is. */
    public ResourceTypes() {
        line(new DomainType(), DisablingRequests::ofDomain, Verb.TENANTS, Verb.ROLLBACK_RESOURCES);
        line(new RoleType(), IdentityRequests::ofObject, Verb.ROLES, Verb.ROLLBACK_RESOURCES);
        line(new ImpliedRoleType(), IdentityRequests::ofImpliedRole, Verb.ROLES, Verb.ROLLBACK_RESOURCES);
        line(new ProjectType(), DisablingRequests::ofProject, Verb.TENANTS, Verb.ROLLBACK_RESOURCES);
        line(new UserType(), IdentityRequests::ofUser, Verb.USERS, Verb.ROLLBACK_RESOURCES);
        line(new GroupType(), IdentityRequests::ofObject, Verb.USERS, Verb.ROLLBACK_RESOURCES);
        line(new GroupMembersType(), IdentityRequests::ofMembers, Verb.USERS);
        line(new AssignmentType(), IdentityRequests::ofAssignment, Verb.USER_ROLES, Verb.ROLLBACK_RESOURCES);
        line(new FlavorType(), ComputeRequests::ofFlavor, Verb.FLAVORS, Verb.ROLLBACK_RESOURCES);
        line(new KeypairType(), ComputeRequests::ofKeypair, Verb.KEYPAIRS, Verb.ROLLBACK_RESOURCES);
        line(new DefaultQuotaType(), QuotaRequests::ofDefaults, Verb.QUOTAS);
        line(new QuotaType(), QuotaRequests::ofProject, Verb.QUOTAS);
        line(new UserQuotaType(), QuotaRequests::ofUser, Verb.QUOTAS);
        line(new AddressGroupType(), SecgroupRequests::ofAddressGroup, Verb.SECGROUPS, Verb.ROLLBACK_RESOURCES);
        line(new SecurityGroupType(), SecgroupRequests::ofGroup, Verb.SECGROUPS, Verb.ROLLBACK_RESOURCES);
        line(new SecurityGroupRulesType(), NeutronRequests::ofParts, Verb.SECGROUPS);
        line(
                new RbacType(SharingPolicies.OF_GROUPS),
                NeutronRequests::ofObject,
                Verb.SECGROUPS,
                Verb.ROLLBACK_RESOURCES);
        line(new AddressScopeType(), NeutronRequests::ofObject, Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new SubnetPoolType(), NeutronRequests::ofObject, Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new QosPolicyType(), NeutronRequests::ofObject, Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new QosRulesType(), NeutronRequests::ofParts, Verb.NETWORKS);
        line(new NetworkType(), NeutronRequests::ofObject, Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new SegmentsType(), NetworkRequests::ofSegments, Verb.NETWORKS);
        line(new SubnetType(), NeutronRequests::ofObject, Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new RouterType(), NeutronRequests::ofObject, Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new RouterInterfaceType(), RouterRequests::ofInterface, Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new RoutesType(), RouterRequests::ofRoutes, Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(
                new RbacType(SharingPolicies.OF_NETWORKS),
                NeutronRequests::ofObject,
                Verb.NETWORKS,
                Verb.ROLLBACK_RESOURCES);
        line(new PortType(), NetworkRequests::ofPort, Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(new TrunkType(), NetworkRequests::ofTrunk, Verb.NETWORKS, Verb.ROLLBACK_RESOURCES);
        line(
                new FloatingIpType((context, project) ->
                        Memberships.of(context).in(project).cloud()),
                ResourceTypes::ofFloatingAddress,
                Verb.FLOATING_IPS,
                Verb.ROLLBACK_RESOURCES);
        line(new LoadBalancerType(), BalancerRequests::ofBalancer, Verb.LOAD_BALANCERS, Verb.ROLLBACK_RESOURCES);
        line(new UnmovedType(), RequestPlan::none, Verb.NETWORKS);
        line(new ImageType(), ImageRequests::ofImage, Verb.IMAGES, Verb.ROLLBACK_RESOURCES);
        line(new ServerGroupType(), ComputeRequests::ofServerGroup, Verb.ROLLBACK_RESOURCES);
        line(new AvailabilityZoneType(), RequestPlan::none);
        line(new VolumeTypeType(), RequestPlan::none);
        line(
                new VolumeType(Memberships::access, SourceMemberships::access, DetachedFrom::reason),
                VolumeRequests::ofVolume,
                Verb.VOLUMES,
                Verb.ROLLBACK_RESOURCES);
        line(new ServerType(), ServerRequests::ofServer, Verb.INSTANCES, Verb.CLEANUP, Verb.ROLLBACK);
        line(new ForwardingsType(), ServerEndRequests::ofForwardings, Verb.INSTANCES);
        line(new LeftoverAccessType(), ComputeRequests::ofLeftoverAccess, Verb.INSTANCES);
        line(new CutoverType(), CutoverRequests::ofNetwork, Verb.CUTOVER);
    }

    /** One with a name in DNS is made in its project. */
    private static void ofFloatingAddress(RequestPlan plan) {
        if (plan.decision() == Decision.CREATE && FloatingIpType.isNamed(plan.wanted())) {
            AccessRequests.to(plan, plan.resource().text("tenant_id"));
        }
        NeutronRequests.ofObject(plan);
    }

    private void line(ResourceType type, RequestPlan.OfType requests, Verb... verbs) {
        lines.put(type.kind(), new Line(type, requests, List.of(verbs)));
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
        kinds.addAll(List.of(GroupMembersType.KIND, SecurityGroupRulesType.KIND, QosRulesType.KIND, SegmentsType.KIND));
        if (selection.created().isEmpty()) {
            kinds.removeAll(List.of(RoleType.KIND, ImpliedRoleType.KIND, FlavorType.KIND));
        }
        return kinds;
    }

    /** The requests that a change sends, beside those that only read. */
    List<PlannedRequest> requests(
            Change change, CloudInventory source, CloudInventory target, Translation translation) {
        Line line = lines.get(change.resource().kind());
        return change.decision().writes()
                ? line.requests().of(new RequestPlan(line.type(), change, source, target, translation))
                : List.of();
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
