package io.jenkins.plugins.pumphouse.machines;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.machines.fuel.Edition;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.rules.ExternalResource;

/**
 * Racks with the hypervisors of an old cloud, beside a new cloud and its Fuel. What happens to a machine has its
 * effects: one that goes off falls silent in the old cloud, one that boots from the network in the Admin VLAN registers
 * in Fuel, and one that Fuel has deployed reports to the new cloud.
 */
public final class Datacenter extends ExternalResource {
    public static final String USER = "ADMIN";
    public static final String PASSWORD = "secret";
    public static final String ENVIRONMENT = "mos-prod";
    /** VLANs of the rack's switch: that of the old cloud, and Fuel's Admin network. */
    public static final int TENANTS = 101;

    public static final int ADMIN = 99;

    private final List<String> names;
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final EmbeddedCloud source;
    private final EmbeddedCloud target = EmbeddedCloud.v3("mira-os-1").hosts("ctl-1");
    private final Edition edition;
    private final Pace pace;
    private EmbeddedFuel fuel;
    private int environment;
    private int template;
    private EmbeddedSwitch tor;
    private boolean wired;
    /** Machines that are on in a network where the old cloud does not hear them. */
    private final Set<String> cutOff = ConcurrentHashMap.newKeySet();

    /** What the agent of a machine reports in place of what its BMC tells. */
    private final Map<String, Hardware> reported = new ConcurrentHashMap<>();

    private volatile boolean living;

    /** A machine with all that hangs on it. */
    public record Host(String name, String serial, int port, Machine machine, EmbeddedBmc bmc, Hardware hardware) {

        /** Switched on, with names and addresses that no other port's machine has. */
        public static Host at(int port, String name) {
            String mac = String.format("52:54:00:aa:%02x:0", port);
            String serial = "SN-" + port;
            Hardware hardware = Hardware.of(mac + "1", mac + "2").withSerial(serial);
            Machine machine = new Machine()
                    .power(Power.ON)
                    .serial(serial)
                    .uuid(UUID.fromString(hardware.uuid()))
                    .macs(mac + "1", mac + "2");
            return new Host(name, serial, port, machine, new EmbeddedBmc(machine), hardware);
        }

        public List<String> macs() {
            return hardware.nics().stream().map(Hardware.Nic::mac).toList();
        }

        /** Its entry under {@code hosts} in pumphouse.yaml. */
        public String entry(boolean wired) {
            return "  " + name + ":\n    bmc: {address: 127.0.0.1, port: " + bmc.port() + "}\n"
                    + (wired ? "    ports: [ge-0/0/" + port + "]\n" : "")
                    + "    serial: " + serial + "\n    macs: [\"" + String.join("\", \"", macs()) + "\"]\n";
        }
    }

    private Datacenter(Edition edition, Pace pace, List<String> names) {
        this.edition = edition;
        this.pace = pace;
        this.names = names;
        // One more than may go, so that nobody is the last of the zone.
        List<String> all = new CopyOnWriteArrayList<>(names);
        all.add("cmp-99");
        this.source = EmbeddedCloud.v3("good_old_openstack").hosts(all.toArray(String[]::new));
    }

    /** With hypervisors of these names, and a Fuel of 9.2 in whose environment a compute node is ready. */
    public static Datacenter with(String... names) {
        return new Datacenter(Edition.V9_2, Pace.fast(), List.of(names));
    }

    /** As {@link #with}, and a Fuel of another version that takes its time. */
    public static Datacenter of(Edition edition, Pace pace, String... names) {
        return new Datacenter(edition, pace, List.of(names));
    }

    @Override
    protected void before() {
        source.start();
        target.start();
        fuel = EmbeddedFuel.start(edition, true, pace);
        environment = fuel.environment(ENVIRONMENT);
        template = fuel.ready(environment, Hardware.of("52:54:00:ff:00:01", "52:54:00:ff:00:02"), "compute");
        fuel.controller(environment);
        tor = EmbeddedSwitch.withPorts(names.size()).vlan(TENANTS, "tenants").vlan(ADMIN, "admin");
        int number = 1;
        for (String name : names) {
            hosts.put(name, rack(name, number++));
        }
        if (living) {
            Thread time = new Thread(this::live, "datacenter");
            time.setDaemon(true);
            time.start();
        }
    }

    private Host rack(String name, int number) {
        Host host = Host.at(number, name);
        host.machine().onPowerOn(boot -> boots(name, boot));
        tor.access(number, TENANTS);
        return host;
    }

    private void boots(String name, BootDevice from) {
        if (from.device() == BootDevice.Device.PXE && tor.pvid(hosts.get(name).port()) == (wired ? ADMIN : TENANTS)) {
            Machine machine = hosts.get(name).machine();
            int start = machine.starts();
            fuel.boots(
                    reported.getOrDefault(name, hosts.get(name).hardware()),
                    () -> machine.power() == Power.ON && machine.starts() == start);
        } else {
            source.hostUp(name);
        }
    }

    @Override
    protected void after() {
        living = false;
        tor.close();
        hosts.values().forEach(host -> host.bmc().close());
        fuel.close();
        target.close();
        source.close();
    }

    /**
     * Machines reach Fuel only when the switch has their ports in the Admin network; else somebody has wired both
     * together.
     */
    public Datacenter wiredBySwitch() {
        wired = true;
        return this;
    }

    /** The firmware of a host's machine tells its operating system another thing than its BMC. */
    public void reports(String name, Hardware hardware) {
        reported.put(name, hardware);
    }

    /** Lets {@link #settle} happen by itself, for tests in which time passes. */
    public Datacenter living() {
        living = true;
        return this;
    }

    private void live() {
        while (living) {
            settle();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** What pumphouse.yaml says of all this, with every password written out. */
    public String configuration() {
        StringBuilder yaml = new StringBuilder();
        yaml.append("source:\n").append(entry(source, ""));
        yaml.append("target:\n")
                .append(entry(
                        target,
                        "    fuel_url: " + fuel.url() + "/api/\n    fuel_username: admin\n    fuel_password: admin\n"));
        yaml.append("host_defaults:\n  bmc: {username: " + USER + ", password: " + PASSWORD
                + "}\n  roles: [compute]\n  environment: " + ENVIRONMENT
                + (wired ? "\n  switch: tor-3\n  vlan: " + ADMIN + "\n" : "\n  wiring: none\n"));
        yaml.append("switches:\n  tor-3: {address: 127.0.0.1, port: " + tor.port() + ", version: v2c, community: "
                + EmbeddedSwitch.COMMUNITY + "}\n");
        yaml.append("hosts:\n");
        hosts.values().forEach(host -> yaml.append(host.entry(wired)));
        return yaml.toString();
    }

    private static String entry(EmbeddedCloud cloud, String more) {
        return "  - name: " + cloud.name() + "\n    auth_url: " + cloud.authUrl() + "\n    username: "
                + cloud.username() + "\n    password: " + cloud.password() + "\n    tenant: " + cloud.tenant() + "\n"
                + more;
    }

    /**
     * What time does by itself: machines without power, or whose port the switch has in another network, fall silent in
     * the old cloud, and nodes that are ready report to the new one. To be called between two looks of whoever is
     * tested.
     */
    public void settle() {
        for (Host host : hosts.values()) {
            boolean unplugged = wired && tor.pvid(host.port()) != TENANTS;
            if (host.machine().power() == Power.OFF) {
                source.hostDown(host.name());
            } else if (unplugged && cutOff.add(host.name())) {
                source.hostDown(host.name());
            } else if (!unplugged && cutOff.remove(host.name())) {
                source.hostUp(host.name());
            }
        }
        fuel.readyHosts().forEach(target::hostUp);
    }

    public Host host(String name) {
        return hosts.get(name);
    }

    public EmbeddedCloud source() {
        return source;
    }

    public EmbeddedCloud target() {
        return target;
    }

    public EmbeddedSwitch tor() {
        return tor;
    }

    public EmbeddedFuel fuel() {
        return fuel;
    }

    /** The id of the environment that the hosts come into. */
    public int environment() {
        return environment;
    }

    /** The id of the node in it that has been there before. */
    public int template() {
        return template;
    }
}
