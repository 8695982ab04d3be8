package io.jenkins.plugins.pumphouse.settings;

import hudson.AbortException;
import hudson.model.Item;
import io.jenkins.plugins.pumphouse.config.CloudSettings;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.host.HostSettings;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.Fuel;
import io.jenkins.plugins.pumphouse.host.fuel.FuelException;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.power.Bmc;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.host.wiring.Switch;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchException;
import io.jenkins.plugins.pumphouse.migration.AccountRights;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether all that a configuration names can be reached from the controller, and takes its login. Changes nothing. */
final class StoredConnections {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int AT_ONCE = 8;
    private static final Set<Service> MIGRATED = EnumSet.range(Service.IDENTITY, Service.PLACEMENT);

    private final Configuration configuration;
    private final SecretResolver secrets;
    private final Duration patience;

    /** @param item the folder that has the configuration; null for Jenkins' settings */
    StoredConnections(Configuration configuration, Item item) {
        this(configuration, item, PATIENCE);
    }

    /** @param patience how long all of it may take */
    StoredConnections(Configuration configuration, Item item, Duration patience) {
        this.configuration = configuration;
        this.secrets = new SecretResolver(FoundConfiguration.of(configuration), item);
        this.patience = patience;
    }

    /** @param good whether nothing is wrong with it */
    record Finding(boolean good, String line) {}

    private record Probe(String what, Callable<String> call) {}

    /** A finding for each cloud, Fuel, BMC and switch, in the order of the configuration. */
    List<Finding> test() throws InterruptedException {
        List<Probe> probes = probes();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, call -> {
            Thread thread = new Thread(call, "pumphouse-connection");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<String>> answers = threads.invokeAll(
                    probes.stream().map(Probe::call).toList(), patience.toMillis(), TimeUnit.MILLISECONDS);
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                findings.add(finding(probes.get(i).what(), answers.get(i)));
            }
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    private Finding finding(String what, Future<String> answer) throws InterruptedException {
        try {
            return new Finding(true, what + ": " + answer.get());
        } catch (CancellationException e) {
            return new Finding(false, what + ": no answer within " + patience.toSeconds() + " s.");
        } catch (ExecutionException e) {
            return new Finding(false, what + ": " + words(e.getCause()));
        }
    }

    /** A stranger's words may say anything, so only those that were written for a person are shown. */
    private static String words(Throwable e) {
        boolean forAPerson = e instanceof CloudException
                || e instanceof FuelException
                || e instanceof BmcException
                || e instanceof SwitchException
                || e instanceof ConfigurationException
                || e instanceof AbortException
                || e instanceof MissingRight;
        return forAPerson ? e.getMessage() : "unexpected " + e.getClass().getSimpleName();
    }

    private List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        for (CloudSettings cloud : Stream.concat(configuration.sources().stream(), configuration.targets().stream())
                .toList()) {
            probes.add(new Probe("cloud \"" + cloud.name() + "\"", () -> cloud(cloud)));
            if (cloud.fuel() != null) {
                probes.add(new Probe("Fuel of cloud \"" + cloud.name() + "\"", () -> fuel(cloud)));
            }
        }
        if (!configuration.inventories().isEmpty()) {
            return probes; // their files are in a workspace
        }
        HostSettingsIndex hosts = configuration.hosts();
        HostPlans plans = new HostPlans(hosts, null, secrets);
        for (HostSettings host : hosts.all()) {
            probes.add(new Probe("BMC of host \"" + host.name() + "\"", () -> bmc(plans.of(host.name()))));
            if (host.wiring().switchName() != null && !host.wiring().ports().isEmpty()) {
                probes.add(new Probe(
                        "switch \"" + host.wiring().switchName() + "\", ports of host \"" + host.name() + "\"",
                        () -> ports(plans.of(host.name()))));
            }
        }
        return probes;
    }

    /** Something that works and is not enough. */
    private static final class MissingRight extends Exception {
        private static final long serialVersionUID = 1L;

        MissingRight(String message) {
            super(message);
        }
    }

    private String cloud(CloudSettings settings) throws Exception {
        long began = System.nanoTime();
        try (Cloud cloud = Cloud.open(secrets.resolved(settings.access()))) {
            long login = millisecondsSince(began);
            Optional<String> missing = AccountRights.missingOn(cloud);
            long asked = System.nanoTime();
            if (cloud.has(Service.COMPUTE)) {
                cloud.get(Service.COMPUTE, "/limits");
            }
            String region = cloud.access().endpoints().region();
            String all = "Keystone " + (cloud.identityV2() ? "v2.0" : "v3") + ", user "
                    + cloud.caller().userName() + ", project " + cloud.caller().projectName() + ", roles "
                    + String.join(", ", new TreeSet<>(cloud.caller().roleNames())) + "; services "
                    + services(cloud, true) + without(cloud)
                    + (region == null ? "" : "; region " + region) + "; login " + login
                    + " ms, round trip " + millisecondsSince(asked) + " ms";
            if (missing.isPresent()) {
                throw new MissingRight(all + ". Not an administrator: " + missing.get());
            }
            return all;
        }
    }

    private static String without(Cloud cloud) {
        String missing = services(cloud, false);
        return missing.isEmpty() ? "" : " (the catalog has no " + missing + ")";
    }

    private static String services(Cloud cloud, boolean present) {
        return MIGRATED.stream()
                .filter(service -> cloud.has(service) == present)
                .map(service -> service.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private String fuel(CloudSettings settings) throws Exception {
        long began = System.nanoTime();
        try (Fuel fuel = Fuel.open(secrets.resolved(settings.fuel()))) {
            List<Environment> environments = fuel.environments();
            String wanted = settings.fuel().environment();
            return fuel.version() + ", "
                    + (wanted != null
                            ? fuel.environment(wanted).toString()
                            : "environments: "
                                    + environments.stream()
                                            .map(Environment::name)
                                            .collect(Collectors.joining(", ")))
                    + "; " + millisecondsSince(began) + " ms";
        }
    }

    private static String bmc(HostPlan plan) {
        long began = System.nanoTime();
        try (Bmc bmc = Bmc.open(plan.machine().bmc())) {
            String serial = bmc.identity().serial();
            if (plan.machine().serial() != null
                    && serial != null
                    && !plan.machine().serial().equals(serial)) {
                throw new ConfigurationException("it manages the server hardware " + serial + ", not "
                        + plan.machine().serial() + ". Correct its address or the serial number of the host.");
            }
            return "power " + bmc.power().name().toLowerCase(Locale.ROOT)
                    + (serial == null ? ", serial number not told" : ", serial number " + serial) + "; "
                    + millisecondsSince(began) + " ms";
        }
    }

    private static String ports(HostPlan plan) {
        long began = System.nanoTime();
        try (Switch tor = Switch.open(plan.wiring().tor())) {
            return plan.wiring().ports().stream()
                            .map(port -> port + " in VLAN " + tor.accessVlan(port))
                            .collect(Collectors.joining(", "))
                    + "; " + millisecondsSince(began) + " ms";
        }
    }

    private static long millisecondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
