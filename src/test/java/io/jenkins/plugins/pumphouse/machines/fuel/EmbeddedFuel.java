package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.Journal;
import io.jenkins.plugins.pumphouse.clouds.wire.SimulatorServer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A Fuel master with one release to deploy and nothing else, at a port of its own on the loopback address. Its login,
 * where it asks for one, is admin with the password admin in the tenant admin. Safe to use from many threads.
 *
 * <pre>{@code
 * try (EmbeddedFuel fuel = EmbeddedFuel.start(Edition.V9_2)) {
 *     int environment = fuel.environment("dst-cloud");
 *     int template = fuel.ready(environment, Hardware.of("52:54:00:aa:01:00", "52:54:00:aa:01:01"), "compute");
 *     bmc.onPowerOn(boot -> fuel.boots(hardware));
 *     fuel.mishaps().provisioningFails("52:54:00:aa:02:00", 1);
 *     ...
 *     assertThat(fuel.acts()).containsExactly("POST /clusters/1/assignment", "PUT /clusters/1/provision?nodes=2", ...);
 * }
 * }</pre>
 */
public final class EmbeddedFuel implements AutoCloseable {
    // Fine enough that a deployment that follows a provisioning begins about when that ends.
    private static final int STEPS = 60;

    private final World world = new World();
    private final Faults faults = new Faults();
    private final Journal journal = new Journal();
    private final FuelFaults mishaps = new FuelFaults();
    private final Records records;
    private final Logins logins;
    private final Orchestrator orchestrator;
    private final NodesApi nodes;
    private final ClusterMembership membership;
    private final EnvironmentsApi environments;
    private final FuelService service;
    private final SimulatorServer door;
    private volatile Consumer<String> whenErased = this::comesBack;
    private final Map<String, String> racks = new ConcurrentHashMap<>();
    private Pace pace;

    private EmbeddedFuel(Edition edition, boolean auth, Pace pace) {
        this.pace = pace;
        records = new Records(edition, world);
        logins = new Logins(world, edition, mishaps, auth);
        orchestrator = new Orchestrator(records, mishaps, pace, this::erased);
        nodes = new NodesApi(records, orchestrator, mishaps);
        membership = new ClusterMembership(records);
        environments = new EnvironmentsApi(records, orchestrator, membership, mishaps);
        service = new FuelService(records, logins, nodes, environments, mishaps);
        door = new SimulatorServer(service, faults, journal, logins::who);
        door.open();
    }

    /** With authentication and a fast pace. */
    public static EmbeddedFuel start(Edition edition) {
        return new EmbeddedFuel(edition, true, Pace.fast());
    }

    public static EmbeddedFuel start(Edition edition, boolean auth, Pace pace) {
        return new EmbeddedFuel(edition, auth, pace);
    }

    /** The address of the web interface, without a path. */
    public String url() {
        return service.url();
    }

    /** What goes wrong at its door: statuses, delays, cut connections. */
    public Faults faults() {
        return faults;
    }

    /** What goes wrong inside: nodes that fail. */
    public FuelFaults mishaps() {
        return mishaps;
    }

    /** Every request, reads too. */
    public Journal journal() {
        return journal;
    }

    /** Moves its clock: what is under way ends, what follows from that begins in time and ends too, tokens run out. */
    public void skip(Duration time) {
        for (int i = 0; i < STEPS; i++) {
            world.skip(time.dividedBy(STEPS));
        }
    }

    /** Everything that is begun from now on takes so long. */
    public void pace(Pace next) {
        world.locked(() -> {
            pace = next;
            orchestrator.pace(next);
        });
    }

    /** Who stands by at every act. */
    public void witness(Witness witness) {
        service.witness(witness);
    }

    /**
     * The clients' acts that Fuel did, in order, as {@code PUT /clusters/2/deploy?nodes=3}; refused ones are not among
     * them.
     */
    public List<String> acts() {
        return journal.entries().stream()
                .filter(entry -> entry.status() < 300)
                .flatMap(entry -> FuelService.act(entry.method(), entry.path(), entry.query()).stream())
                .toList();
    }

    /** How many tokens it has given. */
    public int logins() {
        return world.locked(logins::given);
    }

    /** All tokens are worthless from now on, as after a day. */
    public void expireTokens() {
        world.locked(logins::expireAll);
    }

    /** Nothing listens any more, until {@link #up()}. */
    public void down() {
        door.close();
    }

    public void up() {
        door.open();
    }

    /** Whether it cuts every connection before it looks at a request; as when it is down, but it keeps its port. */
    public void hangsUp(boolean now) {
        if (!now) {
            faults.clear();
            return;
        }
        faults.gatekeeper(new Faults.Gatekeeper() {
            @Override
            public boolean admits(Faults.Asked asked) {
                return false;
            }

            @Override
            public boolean answers(Faults.Asked asked, int status) {
                return false;
            }
        });
    }

    /** A new environment of the release that can be deployed; its id. */
    public int environment(String name) {
        return world.locked(
                () -> environments.create(WireJson.object("name", name, "release", 2, "net_provider", "neutron")).id);
    }

    /**
     * The machine has been switched on and boots the bootstrap image; its agent reports after a while. To be hung on a
     * BMC.
     */
    public void boots(Hardware machine) {
        boots(machine, () -> true);
    }

    /** The same of a machine that may be switched off before its agent reports. */
    public void boots(Hardware machine, BooleanSupplier stillOn) {
        world.locked(() -> world.after(pace.discovery(), () -> {
            if (stillOn.getAsBoolean()) {
                reports(machine);
            }
        }));
    }

    /** As {@link #boots}, but at once; the node's id. */
    public int discovered(Hardware machine) {
        return world.locked(() -> {
            reports(machine);
            return records.byMac(Set.of(machine.mac())).orElseThrow().id;
        });
    }

    /**
     * The machine stands in another rack: it gets its addresses from the Admin network with this beginning, as
     * {@code 10.21.0.}.
     */
    public void inRack(String mac, String prefix) {
        racks.put(mac, prefix);
    }

    /** A further node group of an environment, with networks of its own; its id. */
    public int nodeGroup(int environment, String name, String prefix) {
        return world.locked(() -> {
            List<EnvironmentRow.Group> groups = records.environment(environment).groups;
            groups.add(new EnvironmentRow.Group(records.next("group"), name, groups.size(), prefix));
            return groups.get(groups.size() - 1).id();
        });
    }

    /** Somebody changes a setting that roles depend on, such as {@code storage.volumes_ceph}. */
    public void setting(int environment, String path, boolean on) {
        world.locked(() -> records.environment(environment).settings.put(path, on));
    }

    private void reports(Hardware machine) {
        var report = machine.report(
                racks.getOrDefault(machine.mac(), EnvironmentRow.ADMIN) + (128 + records.next("address")));
        if (records.byMac(Set.of(machine.mac())).isPresent()) {
            nodes.report(report);
        } else {
            nodes.register(report);
        }
    }

    /** A node that has been deployed with these roles long ago; its id. */
    public int ready(int environment, Hardware machine, String... roles) {
        int id = pending(environment, machine, roles);
        world.locked(() -> records.node(id).wasDeployed(records.environment(environment)));
        return id;
    }

    /** A controller that has been deployed long ago, with an id far from those of the machines that a test adds. */
    public int controller(int environment) {
        return world.locked(() -> {
            Hardware machine = Hardware.of("52:54:00:cc:00:01", "52:54:00:cc:00:02");
            NodeRow node = nodes.register(machine.report(EnvironmentRow.ADMIN + "200"), 1000 + environment);
            membership.assign(
                    records.environment(environment),
                    WireJson.array(WireJson.object("id", node.id, "roles", List.of("controller"))));
            node.wasDeployed(records.environment(environment));
            return node.id;
        });
    }

    /** A node that somebody has assigned and not deployed yet; its id. */
    public int pending(int environment, Hardware machine, String... roles) {
        int id = discovered(machine);
        assigned(environment, id, roles);
        return id;
    }

    /** Somebody assigns a node. */
    public void assigned(int environment, int node, String... roles) {
        world.locked(() -> membership.assign(
                records.environment(environment),
                WireJson.array(WireJson.object("id", node, "roles", List.of(roles)))));
    }

    /** Somebody else deploys all changes of the environment; the task's id. */
    public int someoneDeploys(int environment) {
        return world.locked(() -> orchestrator.changes(records.environment(environment)).id);
    }

    /** Somebody else deploys one node of the environment; the task's id. */
    public int someoneDeploys(int environment, int node) {
        return world.locked(
                () -> orchestrator.deploy(records.environment(environment), List.of(records.node(node))).id);
    }

    /** The node of a machine shows another status, and nothing else of it changes. */
    public void becomes(String mac, String status) {
        world.locked(() -> records.byMac(Set.of(mac)).orElseThrow().becomes(status));
    }

    /** So many reads after each change of the machine's status show the one before, beside the flags of now. */
    public void statusLags(String mac, int reads) {
        world.locked(() -> records.byMac(Set.of(mac)).orElseThrow().lag = reads);
    }

    /** The machine's record is gone and its agent registers it anew, under another id. */
    public int registersAnew(Hardware machine) {
        world.locked(() -> records.byMac(Set.of(machine.mac()))
                .ifPresent(node -> orchestrator.removals().forget(null, node)));
        return discovered(machine);
    }

    /** A node as a removal leaves it that failed: in error without a type, and with its roles. */
    public void removalFailed(String mac) {
        becomes(mac, "error");
    }

    /** Somebody uploads a network template for an environment. */
    public void networkTemplate(int environment) {
        world.locked(() -> records.environment(environment).networkTemplate = true);
    }

    /** A node as a client sees it. */
    public JsonNode node(int id) {
        return world.locked(() -> Replies.node(records.node(id), records));
    }

    /** Somebody gives a node another name. */
    public void renamed(int node, String name) {
        world.locked(() -> records.node(node).name = name);
    }

    /** Somebody gives a node another hostname. */
    public void hostname(int node, String hostname) {
        world.locked(() -> records.node(node).hostname = hostname);
    }

    /** Somebody stops what runs in the environment; the task's id. */
    public int someoneStops(int environment) {
        return world.locked(() ->
                new NodeRemoval(records, mishaps).begin(records.environment(environment), false, pace.erase()).id);
    }

    /** Somebody deletes the tasks that run in the environment, by force. */
    public void someoneDeletesTasks(int environment) {
        world.locked(() ->
                records.shown(environment).stream().filter(TaskRow::running).forEach(task -> task.hidden = true));
    }

    /** Somebody marks a node of the environment to be removed with the next changes. */
    public void someoneUnassigns(int environment, int node) {
        world.locked(() ->
                membership.unassign(records.environment(environment), WireJson.array(WireJson.object("id", node))));
    }

    /** The full names of the nodes that are deployed, under which their nova-compute reports. */
    public List<String> readyHosts() {
        return world.locked(() -> records.nodes.values().stream()
                .filter(node -> node.status.equals("ready"))
                .map(node -> node.hostname + ".example.com")
                .toList());
    }

    /** The machine's agent has been silent for more than three minutes. */
    public void silent(String mac) {
        world.locked(() -> records.byMac(Set.of(mac)).orElseThrow().online = false);
    }

    /** Its agent reports again. */
    public void heard(String mac) {
        world.locked(() -> records.byMac(Set.of(mac)).orElseThrow().online = true);
    }

    /** The machine of a Ceph node holds no placement group any more. */
    public void isFreeOfCephData(String mac) {
        world.locked(() -> records.byMac(Set.of(mac)).orElseThrow().hasCephData = false);
    }

    /**
     * What happens with the machine of a node that Fuel erased, by its MAC; unless told it boots into bootstrap again.
     */
    public void whenErased(Consumer<String> next) {
        whenErased = next;
    }

    private void erased(NodeRow node) {
        lastErased = node;
        whenErased.accept(node.mac());
    }

    private NodeRow lastErased;

    private void comesBack(String mac) {
        var report = lastErased.report.deepCopy().put("status", "discover");
        world.after(pace.discovery(), () -> {
            if (records.byMac(Set.of(mac)).isEmpty()) {
                nodes.register(report);
            }
        });
    }

    @Override
    public void close() {
        door.close();
    }
}
