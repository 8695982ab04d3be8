package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.Fuel;
import io.jenkins.plugins.pumphouse.host.fuel.FuelException;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.fuel.Role;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseBlocker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the source's Fuel, if there is one, can let the machine go without a loss for others. */
final class SourceFuelCheck {
    /** Roles under which nothing lies on a host's disks but what Nova knows of. */
    private static final Set<String> WITHOUT_DATA = Set.of("compute", "compute-vmware", "cinder-vmware", "ironic");

    private final HostContext context;
    private final List<ReleaseBlocker> blockers = new ArrayList<>();

    SourceFuelCheck(HostContext context) {
        this.context = context;
    }

    List<ReleaseBlocker> blockers() {
        Fuel fuel = context.services().sourceFuel();
        if (fuel == null || context.macs().isEmpty()) {
            return blockers;
        }
        try {
            Environment environment = environment(context, fuel);
            node(context, fuel, environment).ifPresent(node -> check(fuel, environment, node));
        } catch (FuelException.NotFound e) {
            add(e.getMessage().replaceFirst("\\.$", ""), "correct fuel_environment of the source");
        } catch (HostException e) {
            add(e.getMessage().replaceFirst("\\.$", ""), "correct what the inventory says of this host");
        }
        return blockers;
    }

    private void check(Fuel fuel, Environment environment, Node node) {
        blockers.addAll(data(context, environment, node));
        if (!fuel.version().deletesSingleNodes()) {
            ForeignChanges.in(context, fuel, environment)
                    .forEach(change -> add(
                            "its Fuel (" + fuel.version() + ") lets it go only by applying all changes of "
                                    + environment + ", and " + change,
                            "apply or discard the pending changes of " + environment));
        }
        Set<String> own = ForeignChanges.macsOfStep(context);
        boolean weLeave = fuel.nodes(environment.id()).stream()
                .anyMatch(each -> each.macs().stream().anyMatch(own::contains)
                        && (each.pendingDeletion() || each.status().equals("removing")));
        if (!weLeave) {
            fuel.tasks(environment.id()).stream()
                    .filter(task -> !task.isFinished())
                    .findFirst()
                    .ifPresent(task -> blockers.add(ReleaseBlocker.underWay(
                            "the source's Fuel works on " + environment + " already (" + task + ")")));
        }
    }

    static Environment environment(HostContext context, Fuel fuel) {
        return SharedServices.environment(
                fuel, context.services().request().clouds().sourceEnvironment());
    }

    /**
     * The machine's record in the source's environment, which is to be erased.
     *
     * @throws HostException if it may be another machine's
     */
    static Optional<Node> node(HostContext context, Fuel fuel, Environment environment) {
        Optional<Node> own = OwnNode.among(fuel.nodes(), context, "the source's Fuel")
                .filter(node -> node.environment() != null && node.environment() == environment.id());
        own.ifPresent(node -> OwnNode.requireName(context, node));
        return own;
    }

    /**
     * Roles under which data of the whole cloud may lie on the host's disks. Fuel itself looks for data of Ceph when it
     * applies changes, and does not when it deletes a single node (fuel-web,
     * {@code DeletionTask.execute(check_ceph=False)}).
     */
    static List<ReleaseBlocker> data(HostContext context, Environment environment, Node node) {
        Set<String> roles = new TreeSet<>(node.roles());
        roles.removeAll(WITHOUT_DATA);
        roles.removeIf(role -> !Role.isController(role)
                && context.plan().allowances().emptied().contains(role));
        return roles.stream()
                .map(role -> Role.isController(role)
                        ? controller(environment, role)
                        : new ReleaseBlocker(
                                "it has the role " + role + " in " + environment
                                        + " of the source's Fuel, so data of the whole cloud may lie on its disks, which are"
                                        + " erased when it leaves",
                                wayOut(role) + ", then say emptied: [" + role + "] for this host in the inventory",
                                false))
                .toList();
    }

    /** Its database, queues and services are the cloud itself, so no word of the inventory lets one go. */
    private static ReleaseBlocker controller(Environment environment, String role) {
        return new ReleaseBlocker(
                "it has the role " + role + " in " + environment
                        + " of the source's Fuel: the source runs on it, and it would be erased. A controller cannot"
                        + " be said to be emptied",
                "add another controller in Fuel and take this role from the node, or leave this host out",
                false);
    }

    private static String wayOut(String role) {
        return switch (role) {
            case "ceph-osd" ->
                "take its OSDs out and wait until Ceph has moved their data away (ceph osd out, ceph -s)";
            case "cinder", "cinder-block-device" -> "migrate the volumes on it and remove its cinder-volume";
            default -> "move what the role " + role + " keeps on it away";
        };
    }

    private void add(String what, String wayOut) {
        blockers.add(new ReleaseBlocker(what, wayOut, false));
    }
}
