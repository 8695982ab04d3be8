package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.clouds.wire.HandClock;
import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.AggregatePlan;
import io.jenkins.plugins.pumphouse.host.model.HostClouds;
import io.jenkins.plugins.pumphouse.host.model.HostMachine;
import io.jenkins.plugins.pumphouse.host.model.HostPace;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodePlan;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import io.jenkins.plugins.pumphouse.host.model.WiringPlan;
import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import io.jenkins.plugins.pumphouse.host.phase.PhaseHandler;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import io.jenkins.plugins.pumphouse.host.power.Driver;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedRedfish;
import io.jenkins.plugins.pumphouse.machines.EmbeddedSwitch;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import io.jenkins.plugins.pumphouse.openstack.EmbeddedAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Drives hosts of a {@link Datacenter} as a step does, by a clock that passes a poll's time between two rounds. */
final class Journey {
    private static final Duration POLL = Duration.ofSeconds(15);
    private static final int ROUNDS_AT_MOST = 2000;

    /** Nobody waits so long where somebody answers, and a slow answer of a busy machine is no silence. */
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private final Datacenter datacenter;
    private final HandClock clock = new HandClock();
    private final List<String> lines = new ArrayList<>();
    private final List<String> hosts = new ArrayList<>();
    private List<HostState> states = new ArrayList<>();
    private Function<Phase, PhaseHandler> stages = PhaseHandler::of;
    private LayoutPlan layout = new LayoutPlan(null, LayoutRules.none());
    private List<String> aggregates = List.of();
    private Duration bmcTimeout = Duration.ofSeconds(20);
    private Map<String, BmcAccess> bmcs = Map.of();
    private final Map<String, String> serials = new HashMap<>();
    private Set<String> otherMacs;
    private boolean trusted;
    private BootDevice.Firmware firmware;
    private Set<String> roles = Set.of("compute");
    private String environment;
    private boolean disable = true;
    private Set<String> emptied = Set.of();
    private Set<String> lastOf = Set.of();
    private FuelAccess sourceFuel;
    private EmbeddedFuel left;
    private WiringPlan wiring = WiringPlan.NONE;
    private String community = EmbeddedSwitch.COMMUNITY;
    private Runnable between = () -> {};
    private Duration fuelTimeout = AMPLE;
    private Duration patience = Duration.ofMinutes(30);
    private int maxParallel = 1;
    private int retries;
    private boolean goOn;
    private boolean dryRun;

    Journey(Datacenter datacenter) {
        this.datacenter = datacenter;
    }

    /** The hosts to be moved, in this order. */
    Journey of(String... names) {
        hosts.addAll(List.of(names));
        Arrays.stream(names).map(HostState::of).forEach(states::add);
        return this;
    }

    Journey maxParallel(int number) {
        maxParallel = number;
        return this;
    }

    Journey retries(int number) {
        retries = number;
        return this;
    }

    Journey goingOn() {
        goOn = true;
        return this;
    }

    Journey dry() {
        dryRun = true;
        return this;
    }

    Journey stages(Function<Phase, PhaseHandler> other) {
        stages = other;
        return this;
    }

    /** What happens between two rounds besides what time does. */
    Journey between(Runnable happening) {
        between = happening;
        return this;
    }

    /** Its nova-compute must be disabled by somebody else. */
    Journey notDisabling() {
        disable = false;
        return this;
    }

    /** Zones and aggregates of the source whose last compute node may go. */
    Journey lastOf(String... names) {
        lastOf = Set.of(names);
        return this;
    }

    /** How long a BMC may be silent, in seconds. */
    Journey bmcTimeout(int seconds) {
        bmcTimeout = Duration.ofSeconds(seconds);
        return this;
    }

    /** How long Fuel may take for an answer, and how long it may be away by the journey's clock. */
    Journey fuelAnswers(Duration within, Duration away) {
        fuelTimeout = within;
        patience = away;
        return this;
    }

    /** The BMC of one host is reached another way than over IPMI. */
    Journey bmc(BmcAccess other) {
        bmcs = Map.of(other.host(), other);
        return this;
    }

    /** The BMC of a host speaks Redfish. */
    Journey redfish(String host, EmbeddedRedfish redfish) {
        return bmc(new BmcAccess(
                host,
                Driver.REDFISH,
                "127.0.0.1",
                redfish.port(),
                Login.withPassword(Datacenter.USER, Datacenter.PASSWORD),
                0,
                new Trust(null, true),
                Duration.ofSeconds(5)));
    }

    /** What the inventory has as the serial number of a host; null for none. */
    Journey serial(String host, String serial) {
        serials.put(host, serial);
        return this;
    }

    /** What the inventory has as the MACs of all hosts. */
    Journey macs(String... macs) {
        otherMacs = Set.of(macs);
        return this;
    }

    /** The inventory trusts the BMCs. */
    Journey trusting() {
        trusted = true;
        return this;
    }

    /** What the inventory says of how the hosts boot. */
    Journey firmware(BootDevice.Firmware wanted) {
        firmware = wanted;
        return this;
    }

    /** The BMC that the inventory names for a host is another host's. */
    Journey bmcOf(String host, String other) {
        return bmc(new BmcAccess(
                host,
                Driver.IPMI,
                "127.0.0.1",
                datacenter.host(other).bmc().port(),
                Login.withPassword(Datacenter.USER, Datacenter.PASSWORD),
                0,
                Trust.JVM,
                bmcTimeout));
    }

    /** The source was deployed by a Fuel, too, as the environment of this name. */
    Journey leaving(EmbeddedFuel master, String environment) {
        return leaving(master, master.url(), environment);
    }

    /** The same with the address as the source's entry spells it. */
    Journey leaving(EmbeddedFuel master, String url, String environment) {
        sourceFuel = new FuelAccess(
                "good_old_openstack", url, Login.of(null, "admin", "admin"), null, environment, null, AMPLE);
        left = master;
        return this;
    }

    /** Roles of local storage whose data has left the hosts, as the inventory says. */
    Journey emptied(String... roles) {
        emptied = Set.of(roles);
        return this;
    }

    Journey roles(String... names) {
        roles = Set.of(names);
        return this;
    }

    /** Into another environment than the datacenter's. */
    Journey environment(String name) {
        environment = name;
        return this;
    }

    Journey layout(LayoutPlan other) {
        layout = other;
        return this;
    }

    Journey aggregates(String... names) {
        aggregates = List.of(names);
        return this;
    }

    HandClock clock() {
        return clock;
    }

    List<HostState> states() {
        return states;
    }

    String log() {
        return String.join("\n", lines);
    }

    List<String> lines() {
        return lines;
    }

    HostRequest request() {
        return new HostRequest(
                new HostClouds(
                        EmbeddedAccess.to(datacenter.source()),
                        EmbeddedAccess.to(datacenter.target()),
                        fuel(),
                        sourceFuel),
                hosts.stream().map(this::plan).toList(),
                new HostPace(POLL, patience, retries, maxParallel, goOn),
                dryRun);
    }

    /** What another life of whoever drives the hosts has read. */
    void resume(List<HostState> read) {
        states = new ArrayList<>(read);
        states.forEach(state -> state.doubt(clock.instant()));
    }

    /** Rounds until all is over. */
    List<HostState> run() throws InterruptedException {
        for (int rounds = 0; rounds < ROUNDS_AT_MOST; rounds++) {
            HostRound round = round();
            if (HostRound.isOver(request(), states)) {
                return states;
            }
            HostRound.Result result = round.run(states);
            states = result.states();
            datacenter.settle();
            between.run();
            if (!result.atOnce()) {
                clock.pass(POLL);
                datacenter.fuel().skip(POLL);
                if (left != null) {
                    left.skip(POLL);
                }
            }
        }
        throw new AssertionError("Not over after " + ROUNDS_AT_MOST + " rounds\n" + log());
    }

    /**
     * As {@link #run}, with every round in a life of its own: what the last one did not write is not known to the next.
     */
    List<HostState> run(HostJournal journal) throws InterruptedException {
        journal.write(states);
        for (int rounds = 0; rounds < ROUNDS_AT_MOST; rounds++) {
            states = new ArrayList<>(journal.read());
            if (HostRound.isOver(request(), states)) {
                return states;
            }
            boolean died = false;
            try {
                journal.write(round().run(states).states());
            } catch (IllegalStateException death) {
                died = true;
            }
            if (died) {
                List<HostState> left = journal.read();
                left.forEach(state -> state.doubt(clock.instant()));
                journal.write(left);
            }
            datacenter.settle();
            clock.pass(POLL);
            datacenter.fuel().skip(POLL);
        }
        throw new AssertionError("Not over after " + ROUNDS_AT_MOST + " rounds\n" + log());
    }

    HostRound round() {
        return new HostRound(request(), lines::add, clock, stages);
    }

    /** What the inventory has as the switch's community; to be said before the ports. */
    Journey community(String word) {
        community = word;
        return this;
    }

    /** Which ports of the rack's switch the inventory says that the hosts have. */
    Journey ports(String... names) {
        return ports(AMPLE, names);
    }

    /** The same of a switch that answers within that time. */
    Journey ports(Duration answers, String... names) {
        SwitchAccess tor =
                SwitchAccess.v2c("tor-3", "127.0.0.1", datacenter.tor().port(), community, answers);
        wiring = new WiringPlan(Wiring.SWITCH, tor, List.of(names), Datacenter.ADMIN);
        return this;
    }

    private FuelAccess fuel() {
        return new FuelAccess(
                "mira-os-1", datacenter.fuel().url(), Login.of(null, "admin", "admin"), null, null, null, fuelTimeout);
    }

    private HostPlan plan(String name) {
        Datacenter.Host host = datacenter.host(name);
        BmcAccess ipmi = new BmcAccess(
                name,
                Driver.IPMI,
                "127.0.0.1",
                host.bmc().port(),
                Login.withPassword(Datacenter.USER, Datacenter.PASSWORD),
                0,
                Trust.JVM,
                bmcTimeout);
        return new HostPlan(
                name,
                new Allowances(disable, lastOf, emptied),
                new HostMachine(
                        bmcs.getOrDefault(name, ipmi),
                        otherMacs == null ? Set.copyOf(host.macs()) : otherMacs,
                        serials.containsKey(name) ? serials.get(name) : host.serial(),
                        trusted,
                        firmware,
                        false),
                wiring,
                new NodePlan(environment, roles, layout),
                new AggregatePlan(aggregates, null),
                Map.of());
    }
}
