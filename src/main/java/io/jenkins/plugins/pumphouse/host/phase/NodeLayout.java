package io.jenkins.plugins.pumphouse.host.phase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.EnvironmentRules;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.fuel.layout.Equipment;
import io.jenkins.plugins.pumphouse.host.fuel.layout.Layout;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutMisfit;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A node's disks and interfaces: computed, checked against its hardware, sent, and compared with what Fuel has then.
 */
final class NodeLayout {
    private final HostContext context;
    private final Node node;
    private final Equipment own;
    private final Layout layout;
    private final Node disksLike;
    private final Node interfacesLike;
    private final boolean byNetworkTemplate;

    /** @throws HostException with everything that does not fit */
    NodeLayout(HostContext context, Environment environment, Node node) {
        this.context = context;
        this.node = node;
        this.own = equipment(node);
        LayoutPlan plan = context.plan().node().layout();
        EnvironmentRules rules = context.fuel().rules(environment);
        this.byNetworkTemplate = rules.hasNetworkTemplate();
        this.disksLike = plan.disksLike() == null ? null : template(context, plan.disksLike());
        this.interfacesLike =
                plan.interfacesLike() == null || byNetworkTemplate ? null : template(context, plan.interfacesLike());
        try {
            LayoutRules wanted =
                    byNetworkTemplate ? new LayoutRules(plan.rules().disks(), Map.of()) : plan.rules();
            this.layout = Layout.of(own, equipment(disksLike), equipment(interfacesLike), wanted, rules.networks());
        } catch (LayoutMisfit e) {
            throw new HostException(e.getMessage(), Remedy.NOT_SUPPORTED);
        }
    }

    private Equipment equipment(Node of) {
        return of == null ? null : Equipment.of(of, context.fuel().setup(of.id()));
    }

    /**
     * The node of a name, or else of an id; of several with that name, the one of the host's environment.
     *
     * @throws HostException naming those that there are, or that can be meant
     */
    static Node template(HostContext context, String nameOrId) {
        List<Node> all = context.services().nodes();
        List<Node> called =
                all.stream().filter(node -> isCalled(node, nameOrId)).toList();
        if (called.isEmpty()) {
            called = all.stream()
                    .filter(node -> nameOrId.equals(Integer.toString(node.id())))
                    .toList();
        }
        if (called.size() > 1) {
            Integer environment = context.environment().id();
            List<Node> members = called.stream()
                    .filter(node -> environment.equals(node.environment()))
                    .toList();
            called = members.isEmpty() ? called : members;
        }
        if (called.size() == 1) {
            return called.get(0);
        }
        throw new HostException(
                (called.isEmpty()
                                ? "Fuel has no node \"" + nameOrId + "\", which its layout is to be like. Correct"
                                        + " \"template\" in the inventory; there are: "
                                : "Fuel has several nodes \"" + nameOrId
                                        + "\", and its layout is to be like one of them."
                                        + " Say its id as \"template\" in the inventory; there are: ")
                        + (called.isEmpty() ? all : called)
                                .stream()
                                        .map(node -> node.id() + " (" + node.name() + ")")
                                        .collect(Collectors.joining(", "))
                        + ".",
                Remedy.LOST);
    }

    private static boolean isCalled(Node node, String name) {
        return name.equals(node.name()) || name.equals(node.hostname()) || name.equals(node.fqdn());
    }

    /** What is left to be sent. */
    Optional<HostStep.Act> nextAct() {
        return send(
                        "disks",
                        layout.disks(),
                        own.disks(),
                        NodeLayout::volumes,
                        context.fuel().setup(node.id())::disks)
                .or(() -> send(
                        "interfaces",
                        layout.interfaces(),
                        own.interfaces(),
                        NodeLayout::networks,
                        context.fuel().setup(node.id())::interfaces));
    }

    private Optional<HostStep.Act> send(
            String what,
            ArrayNode wanted,
            ArrayNode now,
            Function<ArrayNode, Map<String, ?>> meaning,
            Consumer<ArrayNode> put) {
        if (wanted == null || meaning.apply(wanted).equals(meaning.apply(now))) {
            return Optional.empty();
        }
        String note = NoteKeys.SENT + what;
        if (Integer.toString(node.id()).equals(context.state().note(note))) {
            throw new HostException(
                    "Fuel accepted the " + what + " of " + node + " and has others now: "
                            + meaning.apply(now) + " instead of " + meaning.apply(wanted)
                            + ". Set them in Fuel, and run again without a template or rules.",
                    Remedy.SERVICE_FAULT);
        }
        return Optional.of(new HostStep.Act("set the " + what + " of node-" + node.id(), () -> {
            put.accept(wanted);
            context.state().note(note, Integer.toString(node.id()));
        }));
    }

    /** Sizes in MiB by disk and volume; an empty volume is none. */
    private static Map<String, Map<String, Integer>> volumes(ArrayNode disks) {
        Map<String, Map<String, Integer>> volumes = new TreeMap<>();
        for (JsonNode disk : disks) {
            Map<String, Integer> sizes = volumes.computeIfAbsent(disk.path("id").asText(), id -> new TreeMap<>());
            for (JsonNode volume : disk.path("volumes")) {
                if (volume.path("size").asInt() > 0) {
                    sizes.put(volume.path("name").asText(), volume.path("size").asInt());
                }
            }
        }
        return volumes;
    }

    private static Map<String, TreeSet<String>> networks(ArrayNode interfaces) {
        Map<String, TreeSet<String>> networks = new TreeMap<>();
        for (JsonNode nic : interfaces) {
            TreeSet<String> names = networks.computeIfAbsent(nic.path("name").asText(), name -> new TreeSet<>());
            nic.path("assigned_networks")
                    .forEach(network -> names.add(network.path("name").asText()));
        }
        return networks;
    }

    /** How it was laid out, to be read after the roles; empty for Fuel's own way. */
    String described() {
        List<String> remarks = new ArrayList<>(layout.remarks());
        if (byNetworkTemplate) {
            remarks.add("interfaces by the environment's network template");
        }
        String text = how(disksLike, interfacesLike);
        if (text.isEmpty() && layout.disks() == null && layout.interfaces() == null) {
            return byNetworkTemplate ? "; " + remarks.get(0) : "";
        }
        return "; disks and interfaces " + (text.isEmpty() ? "by the inventory's rules" : text)
                + (remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")");
    }

    private static String how(Node disks, Node interfaces) {
        if (disks != null && interfaces != null && disks.id() != interfaces.id()) {
            return "like node-" + disks.id() + " and node-" + interfaces.id();
        }
        return disks == null && interfaces == null ? "" : "like node-" + (disks == null ? interfaces : disks).id();
    }
}
