package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.TakenAddresses;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosPolicyType;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosRulesType;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.migration.type.DeclaredType;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.TargetRemoval;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Load balancers with their listeners, pools, members, monitors, L7 policies and rules, on the address that they have
 * (Load Balancer API v2). The source's goes on answering; members are addresses, which servers keep when they move.
 */
public final class LoadBalancerType extends DeclaredType {
    public static final Kind KIND = new Kind("load balancer");

    static final String PATH = "/lbaas/loadbalancers";
    static final String PLURAL = "loadbalancers";

    private static final String ADDRESS = "vip_address";
    private static final String NETWORK = "vip_network_id";
    private static final String SUBNET = "vip_subnet_id";
    private static final String POLICY = "vip_qos_policy_id";
    private static final String ENABLED = "admin_state_up";

    public LoadBalancerType() {
        super(Declaration.of(KIND, Service.LOAD_BALANCER, new ApiCollection(PATH, PLURAL, "loadbalancer"))
                .copies("name", "description", ENABLED, ADDRESS)
                .brings("tags", Part.FIELD, "listeners", "pools", "project_id", "tenant_id")
                .refers(NETWORK, NetworkType.KIND)
                .refers(SUBNET, SubnetType.KIND)
                .refers(POLICY, QosPolicyType.KIND)
                .ownedBy("project_id")
                .serviceSets("id", "vip_port_id", "provisioning_status", "operating_status")
                .serviceSets("created_at", "updated_at")
                .tells("provider", "amphora", "the target's Octavia takes its default")
                .tells("flavor_id", null, "flavors of Octavia are each cloud's own: set one on the target by hand")
                .tells("availability_zone", null, "the target's Octavia chooses it")
                .tells("vip_vnic_type", "normal", "the target's Octavia chooses it")
                .tells("vip_sg_ids", null, "set them on the target by hand")
                .refuses(
                        "additional_vips",
                        null,
                        "has further addresses {}, which no step moves: create it on the target by hand")
                .identifiedBy("project_id", "name"));
    }

    @Override
    public boolean isForOne() {
        return true;
    }

    @Override
    protected Marking marking() {
        return Marking.TAG;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        if (!inventory.cloud().has(Service.LOAD_BALANCER)) {
            return List.of();
        }
        List<Resource> balancers = super.read(inventory, scope);
        if (!balancers.isEmpty()) {
            BalancerParts parts = new BalancerParts(inventory.cloud(), scope);
            balancers.forEach(balancer -> parts.in((ObjectNode) balancer.json()));
        }
        return balancers;
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return super.readOne(inventory, id).map(balancer -> {
            Scope owner = Scope.ownedBy(balancer.text("project_id"));
            new BalancerParts(inventory.cloud(), owner).in((ObjectNode) balancer.json());
            return balancer;
        });
    }

    /** {@code "10.1.0.9, 2 listeners, 3 members"}. */
    @Override
    public String detail(Resource balancer) {
        List<Part> parts = BalancerParts.of(balancer.json());
        return balancer.text(ADDRESS) + ", " + counted(parts, PartSort.LISTENER) + ", "
                + counted(parts, PartSort.MEMBER);
    }

    private static String counted(List<Part> parts, PartSort sort) {
        long count = parts.stream().filter(part -> part.sort() == sort).count();
        return count + " " + sort.single + (count == 1 ? "" : "s");
    }

    @Override
    public List<Reference> needs(Resource balancer, CloudInventory source) {
        List<Reference> needs = new ArrayList<>(super.needs(balancer, source));
        Set<String> subnets = new LinkedHashSet<>();
        BalancerParts.of(balancer.json())
                .forEach(part ->
                        Optional.ofNullable(Json.text(part.json(), "subnet_id")).ifPresent(subnets::add));
        subnets.forEach(subnet -> needs.add(Reference.to(SubnetType.KIND, subnet)));
        if (balancer.text(POLICY) != null) { // a policy without its rules limits nothing
            needs.add(Reference.to(QosRulesType.KIND, balancer.text(POLICY)));
        }
        return needs;
    }

    @Override
    public Optional<String> refused(Resource balancer, CloudInventory source, CloudInventory target) {
        if (!target.cloud().has(Service.LOAD_BALANCER)) {
            return Optional.of("cannot be made on " + target.cloud().name()
                    + ", whose catalog has no load-balancer service: install Octavia first");
        }
        Cutover choice = SharedWire.choice(String.valueOf(balancer.text(NETWORK)), source);
        if (choice != Cutover.NOW) {
            return Optional.of("its network is one wire on both clouds, so both would answer at "
                    + balancer.text(ADDRESS) + ". Disconnect the source's, and choose cutover: now for the network in"
                    + " pumphouse.yaml, or leave it on the source");
        }
        return super.refused(balancer, source, target);
    }

    @Override
    public Optional<String> unsupported(Resource balancer, CloudInventory source) {
        return super.unsupported(balancer, source)
                .or(() -> BalancerParts.of(balancer.json()).stream()
                        .flatMap(
                                part -> PartFields.of(part.sort())
                                        .account()
                                        .refused(part.json())
                                        .map(why -> part.label() + ' ' + why)
                                        .stream())
                        .findFirst());
    }

    @Override
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        return TakenAddresses.of(port(wanted), target);
    }

    /** What Octavia will ask of Neutron. */
    private static ObjectNode port(ObjectNode wanted) {
        ObjectNode port = Json.object().put("network_id", Json.text(wanted, NETWORK));
        port.putArray("fixed_ips")
                .addObject()
                .put("subnet_id", Json.text(wanted, SUBNET))
                .put("ip_address", Json.text(wanted, ADDRESS));
        return port;
    }

    @Override
    public List<String> leftBehind(Resource balancer, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>(super.leftBehind(balancer, source, target));
        for (Part part : BalancerParts.of(balancer.json())) {
            PartFields.of(part.sort())
                    .account()
                    .leftBehind(part.json(), field -> true)
                    .forEach(field -> left.add(part.label() + ": " + field));
        }
        String port = balancer.text("vip_port_id");
        source.list(FloatingIpType.KIND, Scope.ALL).stream()
                .filter(address -> port != null && port.equals(address.text("port_id")))
                .forEach(address -> left.add("floating address " + address.name() + " (stays with the source's until"
                        + " openstack floating ip unset --port " + address.name() + " on "
                        + source.cloud().name()
                        + "; then openstack floating ip set --port <vip_port_id> " + address.name() + " on "
                        + target.cloud().name() + ")"));
        return left;
    }

    @Override
    protected ObjectNode desired(Resource balancer, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(balancer, source, translation);
        List<String> tags = Marking.ownTags(balancer.json());
        if (!tags.isEmpty()) {
            wanted.set("tags", Json.array(tags));
        }
        wanted.set(Part.FIELD, WantedParts.of(balancer, source, translation));
        return wanted;
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode itself = wanted.deepCopy().without(Part.FIELD);
        ObjectNode onTarget = existing.json().deepCopy();
        onTarget.set("tags", Json.array(Marking.ownTags(existing.json())));
        if (!marked) {
            itself.remove("tags");
        } else if (!itself.has("tags")) {
            itself.set("tags", Json.array(List.of()));
        }
        List<Difference> differences = new ArrayList<>(
                super.compare(itself, new Resource(KIND, existing.id(), existing.name(), onTarget), marked));
        differences.addAll(new PartDifferences(new WantedParts(wanted, (ObjectNode) existing.json())).all());
        return differences;
    }

    @Override
    public boolean isFinishedByAnyone() {
        return false;
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        TakenAddresses.clear(port(context.wanted()), context.target());
        ObjectNode wanted = context.wanted().without(Part.FIELD);
        wanted.setAll(tags(context));
        String id = Json.text(post(context.target(), wanted), "id");
        return finished(context, id);
    }

    private static ObjectNode tags(ChangeContext context) {
        return Marking.tagged(Json.texts(context.wanted(), "tags"), context.mark());
    }

    private static CompletionStage<ChangeResult> finished(ChangeContext context, String id) {
        return new BalancerChange(context).bring(id, context.wanted()).thenCompose(done -> ChangeResult.now(id));
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        ObjectNode changed = changed(context);
        if (changed.has("tags")) {
            changed.setAll(tags(context));
        }
        BalancerChange change = new BalancerChange(context);
        return new BalancerState(context)
                .active(existing.id())
                .thenCompose(ready -> change.set(existing.id(), changed))
                .thenCompose(set -> finished(context, existing.id()));
    }

    /** @throws NotBegun when somebody has added a part to it: that would go with it */
    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        Cloud cloud = context.target();
        CompletionStage<ChangeResult> removed = TargetRemoval.of(context, this, now -> {
            BalancerParts.of(now.json()).stream()
                    .filter(part -> part.mark().isEmpty())
                    .findFirst()
                    .ifPresent(part -> {
                        throw new NotBegun("stays: " + part.label() + " was added to it on " + cloud.name()
                                + ": remove that, then run again");
                    });
            cloud.send(
                    Request.delete(Service.LOAD_BALANCER, path(cloud, now.id())).query("cascade", "true"));
        });
        return removed.thenCompose(result -> new BalancerState(context)
                .gone(context.existing().orElseThrow().id())
                .thenApply(gone -> result));
    }
}
