package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.DeployWay;
import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.EnvironmentRules;
import io.jenkins.plugins.pumphouse.host.fuel.FuelException;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.fuel.NodeGroup;
import io.jenkins.plugins.pumphouse.host.fuel.Role;
import io.jenkins.plugins.pumphouse.host.fuel.layout.HardwareCheck;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseBlocker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Whether Fuel can take the machine as the inventory wants it: all that can be known before its power goes off. */
final class FuelCheck {
    private final HostContext context;
    private final HostPlan plan;
    private final List<ReleaseBlocker> blockers = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    FuelCheck(HostContext context) {
        this.context = context;
        this.plan = context.plan();
    }

    List<ReleaseBlocker> blockers() {
        try {
            Environment environment = context.environment();
            List<Node> members = context.services().nodes().stream()
                    .filter(node -> node.environment() != null && node.environment() == environment.id())
                    .toList();
            roles(environment);
            operational(environment, members);
            layout(environment);
            foreignChanges(environment);
            foreignWork(environment, members);
            if (!context.macs().isEmpty()) {
                ownRecord(environment);
            }
        } catch (FuelException.NotFound e) {
            add(e.getMessage().replaceFirst("\\.$", ""), "correct the environment");
        }
        return blockers;
    }

    /** What blocks nothing but is worth knowing, one clause each; to be asked for after the reasons that block. */
    List<String> remarks() {
        return remarks;
    }

    private void roles(Environment environment) {
        if (plan.node().roles().isEmpty()) {
            add("it has no roles for " + environment, "say roles: ['compute'] in the step or the inventory");
            return;
        }
        EnvironmentRules rules = context.fuel().rules(environment);
        List<Role> known = rules.roles();
        if (!known.isEmpty()) {
            boolean restricted =
                    known.stream().anyMatch(role -> !role.restrictions().isEmpty());
            Role.objections(plan.node().roles(), known, restricted ? rules.models() : Map.of())
                    .forEach(what -> add(
                            environment + " does not take its roles: " + what,
                            "correct \"roles\" of the host, or the settings of " + environment));
        }
    }

    /** A node that nobody controls serves nothing; an error that another node has left behind does not count. */
    private void operational(Environment environment, List<Node> members) {
        if (Set.of("remove", "update", "update_error").contains(environment.status())) {
            add(
                    environment + " is in the state \"" + environment.status() + "\"",
                    "wait until it is operational, or choose another environment");
        }
        if (members.stream()
                .noneMatch(node ->
                        node.roles().contains("controller") && node.status().equals("ready"))) {
            add(
                    environment + " (" + environment.status()
                            + ") has no controller that is ready, so a node deployed into it would serve nothing",
                    "deploy the controllers of " + environment + " first");
        }
    }

    private void layout(Environment environment) {
        LayoutPlan layout = plan.node().layout();
        Stream.of(layout.disksLike(), layout.interfacesLike())
                .filter(Objects::nonNull)
                .distinct()
                .forEach(template -> {
                    try {
                        NodeLayout.template(context, template);
                    } catch (HostException e) {
                        add(e.getMessage().replaceFirst("\\.$", ""), "correct \"template\" of the host");
                    }
                });
        String group = layout.naming().group();
        List<NodeGroup> groups =
                group == null ? List.of() : context.fuel().rules(environment).nodeGroups();
        if (group != null && NodeIdentity.find(groups, group).isEmpty()) {
            add(
                    NodeIdentity.missing(environment, groups, group).replaceFirst("\\. Correct.*", ""),
                    "correct \"node_group\" of the host");
        }
        if (!layout.rules().interfaces().isEmpty()
                && context.fuel().rules(environment).hasNetworkTemplate()) {
            add(
                    environment + " has a network template, which decides what interfaces carry",
                    "remove \"interfaces\" of the host");
        }
        HardwareCheck hardware = new HardwareCheck(layout.rules(), OwnNode.seenBefore(context));
        hardware.missing().forEach(what -> add(what, "correct \"disks\" and \"interfaces\" of the host"));
        boolean asked = layout.disksLike() != null
                || layout.interfacesLike() != null
                || !layout.rules().equals(LayoutRules.none());
        if (asked && hardware.isUnknown()) {
            remarks.add("whether its disks and interfaces fit is known when it has registered in Fuel");
        }
    }

    /** Calls for one node leave others' changes alone; where only all can be applied, they are in the way. */
    private void foreignChanges(Environment environment) {
        List<String> foreign = ForeignChanges.in(context, context.fuel(), environment);
        if (DeployWay.of(context.fuel().release(environment.releaseId())) == DeployWay.CHANGES) {
            foreign.forEach(change -> add(
                    "in " + environment + " " + change + ", which would be done along",
                    "apply or discard the pending changes of " + environment));
        } else if (!foreign.isEmpty()) {
            remarks.add("others' changes in " + environment + " are left alone: " + String.join(", ", foreign));
        }
    }

    /** The other hosts of this step may be in work in the environment as well; they take turns. */
    private void foreignWork(Environment environment, List<Node> members) {
        Set<String> own = ForeignChanges.macsOfStep(context);
        boolean weWork = members.stream()
                .filter(node -> node.macs().stream().anyMatch(own::contains))
                .anyMatch(node ->
                        Set.of("provisioning", "provisioned", "deploying").contains(node.status()));
        if (!weWork) {
            context.fuel().tasks(environment.id()).stream()
                    .filter(task -> !task.isFinished())
                    .findFirst()
                    .ifPresent(task -> blockers.add(
                            ReleaseBlocker.underWay("Fuel works on " + environment + " already (" + task + ")")));
        }
    }

    private void ownRecord(Environment environment) {
        context.node()
                .filter(node -> node.environment() != null && !isOfSource(node))
                .ifPresent(node -> taken(environment, node));
    }

    private void taken(Environment environment, Node node) {
        NodeProof proof = new NodeProof(context);
        boolean ours = node.environment() == environment.id();
        boolean proven = proof.isGivenByNow(node);
        add(
                "Fuel has this machine already, as " + node.described() + " in "
                        + (ours ? environment : "environment " + node.environment())
                        + (proven ? "" : ", and nothing proves that this node is the host: " + proof.missing()),
                proven ? "remove " + node + " from that environment" : proof.wayOut(node));
    }

    /** The source may be an environment of the same Fuel; then leaving it removes the record. */
    private boolean isOfSource(Node node) {
        return context.services().sourceFuel() == context.fuel()
                && SharedServices.environment(
                                        context.fuel(),
                                        context.services().request().clouds().sourceEnvironment())
                                .id()
                        == node.environment();
    }

    private void add(String what, String wayOut) {
        blockers.add(new ReleaseBlocker(what, wayOut, false));
    }
}
