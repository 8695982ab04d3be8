package io.jenkins.plugins.pumphouse.mainjob;

import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import io.jenkins.plugins.pumphouse.host.wiring.SimulatedSwitch;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedSwitch;
import io.jenkins.plugins.pumphouse.machines.fuel.Edition;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import io.jenkins.plugins.pumphouse.machines.fuel.Witness;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;

/**
 * Machines around further hypervisors of the real source, with the effects that they have there: one that goes off
 * takes its nova-compute with it, one that boots from the network in the Admin VLAN registers in Fuel, and one that
 * Fuel has deployed runs a nova-compute of the real target. The switch is Debian's snmpd; BMCs and Fuel are those of
 * {@link Datacenter}. Before and afterwards the clouds are reset.
 */
public final class TestbedRack extends ExternalResource {
    private static final int ADMIN = 99;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pace PACE =
            new Pace(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(6), Duration.ofSeconds(1));

    private final Map<String, Datacenter.Host> hosts = new LinkedHashMap<>();
    private final SimulatedSwitch tor = new SimulatedSwitch();
    private final EmbeddedFuel fuel = EmbeddedFuel.start(Edition.V9_2, true, PACE);
    private final Set<String> reported = new HashSet<>();
    private final Queue<Exception> troubles = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService time = Executors.newScheduledThreadPool(4);
    private final List<String> names;
    private Cloud source;
    private Cloud target;

    /** With these hypervisors in the source, besides its own. */
    TestbedRack(List<String> names) {
        this.names = names;
    }

    @Override
    protected void before() throws Throwable {
        Testbed.reset();
        try {
            start();
        } catch (IOException | InterruptedException | RuntimeException e) {
            after(); // which is not called for a rule that could not begin
            throw e;
        }
    }

    private void start() throws IOException, InterruptedException {
        source = Testbed.open("source");
        target = Testbed.open("target");
        tor.start();
        int environment = fuel.environment(Datacenter.ENVIRONMENT);
        fuel.ready(environment, Hardware.of("52:54:00:ff:00:01", "52:54:00:ff:00:02"), "compute");
        fuel.controller(environment);
        reported.addAll(fuel.readyHosts()); // long since a compute node of the target
        for (String name : names) {
            Testbed.service("start", "source", compute(name));
            hosts.put(name, racked(hosts.size() + 1, name));
        }
        for (String name : names) {
            awaitServing(source, name);
        }
        time.scheduleWithFixedDelay(this::reportTheDeployed, 0, 200, TimeUnit.MILLISECONDS);
    }

    private Datacenter.Host racked(int port, String name) {
        Datacenter.Host host = Datacenter.Host.at(port, name);
        host.machine().onPowerOn(boot -> boots(host, boot));
        host.machine().witness(new Witness() {
            @Override
            public void after(String act) {
                if (act.endsWith("off")) {
                    later(() -> Testbed.service("kill", "source", compute(name)));
                }
            }
        });
        return host;
    }

    private void boots(Datacenter.Host host, BootDevice from) {
        if (from.device() == BootDevice.Device.PXE && isInAdminVlan(host)) {
            fuel.boots(host.hardware());
        } else {
            later(() -> Testbed.service("start", "source", compute(host.name())));
        }
    }

    /** Whether somebody has rewired it since the switch was started. */
    boolean isInAdminVlan(Datacenter.Host host) {
        try {
            return tor.journal().contains("pvid " + host.port() + " = " + ADMIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void reportTheDeployed() {
        for (String name : fuel.readyHosts()) {
            if (reported.add(name)) {
                later(() -> {
                    Testbed.service("start", "target", compute(name));
                    awaitServing(target, name);
                });
            }
        }
    }

    private static String compute(String host) {
        return "nova-compute@" + host;
    }

    private static void awaitServing(Cloud cloud, String host) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<HostFacts> facts = Optional.empty();
        while (facts.isEmpty() || !facts.get().serving()) {
            if (System.nanoTime() > end) {
                throw new IOException("The testbed's " + host + " does not come up in " + cloud.name() + ": " + facts);
            }
            if (facts.isPresent() && facts.get().hypervisors().isEmpty()) {
                discover(cloud.name());
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            facts = new ComputeHost(cloud, host).find();
        }
    }

    /** One at a time: two that take up the same host fail. */
    private static synchronized void discover(String cloud) throws IOException, InterruptedException {
        Testbed.discover(cloud);
    }

    private interface Effect {
        void happens() throws IOException, InterruptedException;
    }

    private void later(Effect effect) {
        time.execute(() -> {
            try {
                effect.happens();
            } catch (IOException | InterruptedException | RuntimeException e) {
                troubles.add(e);
            }
        });
    }

    /** What pumphouse.yaml says of the clouds and of all this. */
    String configuration() {
        StringBuilder yaml = new StringBuilder(Testbed.configuration());
        yaml.append("    fuel_url: ")
                .append(fuel.url())
                .append("/api/\n    fuel_username: admin\n    fuel_password: admin\n");
        yaml.append("""
                switches:
                  tor-3: {address: 127.0.0.1, port: %d, version: v2c, community: %s}
                host_defaults:
                  bmc: {username: %s, password: %s}
                  roles: [compute]
                  environment: %s
                  switch: tor-3
                  vlan: %d
                hosts:
                """.formatted(
                        tor.port(),
                        EmbeddedSwitch.COMMUNITY,
                        Datacenter.USER,
                        Datacenter.PASSWORD,
                        Datacenter.ENVIRONMENT,
                        ADMIN));
        hosts.values().forEach(host -> yaml.append(host.entry(true)));
        return yaml.toString();
    }

    Datacenter.Host host(String name) {
        return hosts.get(name);
    }

    /** What went wrong behind the scenes; a test that fails for it shall say so. */
    Queue<Exception> troubles() {
        return troubles;
    }

    Cloud source() {
        return source;
    }

    Cloud target() {
        return target;
    }

    /** The reset ends the nova-computes too, and what they left in the clouds. */
    @Override
    protected void after() {
        time.shutdownNow();
        hosts.values().forEach(host -> host.bmc().close());
        fuel.close();
        try {
            time.awaitTermination(1, TimeUnit.MINUTES);
            tor.stop();
            Testbed.reset();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("The testbed is not as it was: " + e.getMessage(), e);
        } finally {
            Stream.of(source, target).filter(Objects::nonNull).forEach(Cloud::close);
        }
    }
}
