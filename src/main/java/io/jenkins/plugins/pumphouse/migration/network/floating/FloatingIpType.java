package io.jenkins.plugins.pumphouse.migration.network.floating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkPorts;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosPolicyType;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosRulesType;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Floating addresses, which keep their value. On the target each is made without a port: an address that no router
 * announces is held for its owner, and nobody else can take it. Its server's move binds it.
 *
 * <p>The operator's mapping gives an address another value ({@value #ANY}: what the target's pool gives), where the
 * target's external network is another one.
 *
 * <p>One costs four requests beside the lists on a Neutron with tags: make, look at what was made, tags, description.
 */
public final class FloatingIpType extends NeutronType {
    public static final Kind KIND = new Kind("floating address");

    /** In the mapping: any address of the target's pool. */
    public static final String ANY = "any";

    static final String ADDRESS = "floating_ip_address";
    static final String EXTERNAL = "floating_network_id";

    private static final Set<String> WORDS = Set.of("description", "tags", "qos_policy_id");

    /** Of {@link #mapped}: where the operator's word on the address stands. */
    private static final String NAME = "name";

    private final BiFunction<ChangeContext, String, Cloud> projects;

    /** To look at addresses only. */
    public FloatingIpType() {
        this((context, project) -> context.target());
    }

    /** @param projects the target with a token of a project, by which Neutron writes to an external DNS */
    public FloatingIpType(BiFunction<ChangeContext, String, Cloud> projects) {
        super(Declaration.of(KIND, Service.NETWORK, new ApiCollection("/floatingips", "floatingips", "floatingip"))
                .copies(ADDRESS)
                .refers(EXTERNAL, NetworkType.KIND)
                .ownedBy("tenant_id")
                .countsAs("network floatingip")
                .uniquelyIdentifiedBy(EXTERNAL, ADDRESS)
                .brings("port_id", "fixed_ip_address", "port_forwardings") // with the server
                .serviceSets("id", "status", "router_id", "port_details", "created_at", "updated_at", "revision_number")
                .links("qos-fip", "qos_policy_id", QosPolicyType.KIND, QosRulesType.KIND)
                .copiesWhere(FloatingNames.EXTENSION, null, FloatingNames.NAME, FloatingNames.DOMAIN));
        this.projects = projects;
    }

    /** A Neutron without routers has none. */
    @Override
    public boolean isForOne() {
        return true;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return ReadRefusal.noneIfUnserved(() -> super.read(inventory, scope));
    }

    @Override
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        return new Resource(KIND, Json.text(json, "id"), Json.text(json, ADDRESS), json);
    }

    /** All of a cloud's, of any owner. */
    public static List<Resource> all(CloudInventory inventory) {
        return inventory.list(KIND, Scope.ALL);
    }

    @Override
    public String detail(Resource resource) {
        int forwardings = resource.field("port_forwardings").size();
        return resource.text("port_id") == null
                ? forwardings == 0 ? "" : "forwards " + forwardings + (forwardings == 1 ? " port" : " ports")
                : "bound to " + resource.text("fixed_ip_address");
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target));
        String owner = Json.text(resource.field("port_details"), "device_owner");
        boolean ofServer = owner != null
                && (owner.startsWith("compute:") || TrunkPorts.of(source).isOfDevice(resource.text("port_id")));
        if (resource.text("port_id") != null && owner != null && !ofServer) {
            left.add(
                    owner.isEmpty()
                            ? "its binding to port " + resource.text("port_id") + " ("
                                    + resource.text("fixed_ip_address")
                                    + "), which no device has (where its gateway is held, pumpCutover takes it over; else,"
                                    + " when what answers at it has moved: openstack floating ip unset --port "
                                    + resource.id() + " on " + source.cloud().name() + ", then openstack floating ip"
                                    + " set --port on " + target.cloud().name() + ")"
                            : "its port of " + owner + " (only a server's move binds an address)");
        }
        left.addAll(ForwardedPort.leftBehind(resource, source));
        return left;
    }

    /** With the name that an earlier run could not give it. */
    @Override
    public List<String> leftBehind(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> left = new ArrayList<>(leftBehind(resource, source, target));
        Scope scope = counterparts(resource, translation);
        if (FloatingNames.isIn(resource.json()) && !Translation.isPending(scope.owner())) {
            target.candidates(KIND, scope).marked(Mark.of(source.cloud(), resource)).stream()
                    .flatMap(made -> FloatingNames.lost(resource, made, target.cloud()).stream())
                    .forEach(left::add);
        }
        return left;
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        String address = mapped(json);
        return address.equals(ANY)
                ? Optional.empty()
                : Optional.of(List.of(json.path(EXTERNAL).asText(), address));
    }

    /** The address that is wanted on the target. */
    private static String mapped(JsonNode json) {
        return json.hasNonNull(NAME)
                ? json.path(NAME).asText()
                : json.path(ADDRESS).asText();
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation);
        return wanted.put("description", FloatingNote.ownWords(resource.text("description")));
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode compared = wanted.deepCopy();
        if (mapped(compared).equals(ANY)) {
            compared.remove(ADDRESS);
        } else {
            compared.put(ADDRESS, mapped(compared));
        }
        compared.remove(NAME);
        FloatingNames.removeFrom(compared); // which an address gets when it is made, or never
        List<Difference> differences = new ArrayList<>(super.compare(compared, existing, marked));
        if (!marked && existing.text("port_id") != null) {
            differences.add(new Difference("port", "its server's", existing.text("port_id")));
        }
        return differences;
    }

    /** Neutron changes the words and the policy of an address, and neither its value nor its network. */
    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        boolean wordsOnly = differences.stream().allMatch(d -> WORDS.contains(d.field()));
        return marked && wordsOnly ? Decision.UPDATE : Decision.CONFLICT;
    }

    @Override
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        String address = mapped(wanted);
        return address.equals(ANY)
                ? Optional.empty()
                : FloatingRoom.without(address, Json.text(wanted, EXTERNAL), target);
    }

    @Override
    protected ObjectNode asked(ObjectNode wanted, ChangeContext context) {
        if (mapped(wanted).equals(ANY)) {
            wanted.remove(ADDRESS);
        } else {
            wanted.put(ADDRESS, mapped(wanted)); // only an administrator may choose it
        }
        wanted.remove(NAME);
        return FloatingNames.isIn(wanted) ? wanted : FloatingNames.removeFrom(wanted);
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        String former = context.resource().name();
        return created(context).thenApply(made -> {
            Resource held = readOne(context.targets().anew(), made.target()).orElseThrow();
            List<String> notes = new ArrayList<>(List.of(
                    held.name().equals(former)
                            ? "held on " + context.target().name()
                            : former + " becomes " + held.name() + ", as mapped"));
            FloatingNames.lost(context.resource(), held, context.target())
                    .ifPresent(lost -> notes.add("without " + lost));
            return new ChangeResult(made.target(), notes, made.facts());
        });
    }

    /** In its project, whose zone the name is in; where the name is refused, the address comes without it. */
    @Override
    protected ObjectNode post(ChangeContext context, ObjectNode body) {
        if (!FloatingNames.isIn(body)) {
            return super.post(context, body);
        }
        try {
            return post(inProject(context, Json.text(body, "tenant_id")), body);
        } catch (CloudException.Rejected | CloudException.Conflict | CloudException.MissingRight e) {
            ObjectNode made = super.post(context, FloatingNames.removeFrom(body.deepCopy()));
            context.say("comes without " + FloatingNames.shown(body) + ": "
                    + context.target().name() + " refuses it: " + e.serviceMessage());
            return made;
        }
    }

    /** Whether an address that is wanted has a name in DNS. */
    public static boolean isNamed(ObjectNode wanted) {
        return FloatingNames.isIn(wanted);
    }

    /** An account that cannot join the project makes the address all the same. */
    private Cloud inProject(ChangeContext context, String project) {
        try {
            return projects.apply(context, project);
        } catch (CloudException.Denied | MigrationException e) {
            return context.target();
        }
    }

    private CompletionStage<ChangeResult> created(ChangeContext context) {
        try {
            return super.create(context);
        } catch (CloudException.MissingRight e) {
            throw new MigrationException("only an administrator may choose a floating address ("
                    + context.target().name() + ": 403 " + e.serviceMessage() + "). Give the account the role admin on "
                    + context.target().name() + ", or accept another address in mapping: floating_addresses: {"
                    + context.resource().name() + ": any}");
        }
    }

    /** Neutron would take it from the server that it was bound to since the plan was made. */
    @Override
    protected void remove(ChangeContext context, Resource now) {
        if (now.text("port_id") != null) {
            throw new NotBegun("stays: since the plan was made it was bound to port " + now.text("port_id")
                    + ": if nothing needs it, openstack floating ip unset --port " + now.id() + ", then run again");
        }
        super.remove(context, now);
    }
}
