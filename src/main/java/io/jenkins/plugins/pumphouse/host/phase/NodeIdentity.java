package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.FuelException;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.fuel.NodeGroup;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NodeNaming;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A node's group, name, labels and hostname, in this order: the group decides which networks its interfaces may carry.
 */
final class NodeIdentity {
    // What every version of Fuel takes (fuel-web 9.2, json_schema/base_types.py).
    private static final Pattern HOSTNAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final HostContext context;
    private final Environment environment;
    private final Node node;
    private final NodeNaming naming;

    NodeIdentity(HostContext context, Environment environment, Node node) {
        this.context = context;
        this.environment = environment;
        this.node = node;
        this.naming = context.plan().node().layout().naming();
    }

    /** What is left to be sent. */
    Optional<HostStep.Act> nextAct() {
        return group().or(this::name).or(this::labels).or(this::hostname);
    }

    private Optional<HostStep.Act> group() {
        if (naming.group() == null) {
            return Optional.empty();
        }
        List<NodeGroup> groups = context.fuel().rules(environment).nodeGroups();
        NodeGroup wanted = find(groups, naming.group())
                .orElseThrow(() -> new HostException(missing(environment, groups, naming.group()), Remedy.LOST));
        return Integer.valueOf(wanted.id()).equals(node.group())
                ? Optional.empty()
                : act(
                        "put node-" + node.id() + " into node group " + wanted.name(),
                        () -> context.fuel().setup(node.id()).group(wanted.id()));
    }

    static Optional<NodeGroup> find(List<NodeGroup> groups, String nameOrId) {
        return groups.stream()
                .filter(group -> group.name().equals(nameOrId))
                .findFirst()
                .or(() -> groups.stream()
                        .filter(group -> nameOrId.equals(Integer.toString(group.id())))
                        .findFirst());
    }

    static String missing(Environment environment, List<NodeGroup> groups, String wanted) {
        return environment + " has no node group \"" + wanted + "\"; there are: "
                + String.join(", ", groups.stream().map(NodeGroup::name).toList())
                + ". Correct \"node_group\" in the inventory.";
    }

    private Optional<HostStep.Act> name() {
        String wanted = context.plan().host();
        return !naming.rename() || wanted.equals(node.name())
                ? Optional.empty()
                : act(
                        "name node-" + node.id() + " " + wanted,
                        () -> context.fuel().setup(node.id()).rename(wanted));
    }

    private Optional<HostStep.Act> labels() {
        if (naming.labels().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> has = context.fuel().setup(node.id()).labels();
        Map<String, String> wanted = new TreeMap<>(has);
        wanted.putAll(naming.labels());
        return wanted.equals(has) || noted(NoteKeys.SENT + "labels")
                ? Optional.empty()
                : act("label node-" + node.id() + " " + new TreeMap<>(naming.labels()), () -> {
                    context.fuel().setup(node.id()).labels(wanted);
                    context.state().note(NoteKeys.SENT + "labels", Integer.toString(node.id()));
                });
    }

    /** From 7.0 on; a name that Fuel refuses is told and not asked for again. */
    private Optional<HostStep.Act> hostname() {
        String wanted = context.plan().host().toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
        if (!naming.rename()
                || node.hostname() == null
                || wanted.equals(node.hostname())
                || noted(NoteKeys.SENT + "hostname")
                || !HOSTNAME.matcher(wanted).matches()) {
            return Optional.empty();
        }
        return act("give node-" + node.id() + " the hostname " + wanted, () -> {
            try {
                context.fuel().setup(node.id()).hostname(wanted);
            } catch (FuelException.Rejected refused) {
                context.state().note(NoteKeys.HOSTNAME_REFUSED, refused.words());
            }
            context.state().note(NoteKeys.SENT + "hostname", Integer.toString(node.id()));
        });
    }

    private boolean noted(String what) {
        return Integer.toString(node.id()).equals(context.state().note(what));
    }

    private Optional<HostStep.Act> act(String name, Runnable deed) {
        return Optional.of(new HostStep.Act(name, () -> {
            deed.run();
            context.services().forgetNodes();
        }));
    }

    /** What it is called, to be read after the roles; empty for Fuel's own names. */
    String described() {
        String refused = context.state().note(NoteKeys.HOSTNAME_REFUSED);
        return (naming.rename()
                        ? "; named " + node.name()
                                + (refused == null
                                        ? ""
                                        : ", with the hostname " + node.hostname() + " (" + refused + ")")
                        : "")
                + (naming.group() == null ? "" : "; node group " + naming.group());
    }
}
