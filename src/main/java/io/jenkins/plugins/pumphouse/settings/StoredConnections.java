package io.jenkins.plugins.pumphouse.settings;

import hudson.AbortException;
import hudson.model.Item;
import io.jenkins.plugins.pumphouse.config.CloudSettings;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.host.HostSettings;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.fuel.FuelException;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchException;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    /** A finding for each cloud, database, Fuel, BMC and switch, in the order of the configuration. */
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
            findings.addAll(untested());
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What the configuration names and nobody has asked. */
    private List<Finding> untested() {
        if (!configuration.inventories().isEmpty()) {
            return List.of(new Finding(
                    true,
                    "hosts and switches: not tested, as the files of inventories are in the workspace of a build"));
        }
        HostSettingsIndex hosts = configuration.hosts();
        Set<String> asked = hosts.all().stream()
                .filter(host -> !host.wiring().ports().isEmpty())
                .map(host -> host.wiring().switchName())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return hosts.switches().stream()
                .filter(tor -> !asked.contains(tor.name()))
                .map(tor -> new Finding(
                        true, "switch \"" + tor.name() + "\": not tested, as no host names ports of it (ports)"))
                .toList();
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
                || e instanceof MigrationException
                || e instanceof ConfigurationException
                || e instanceof AbortException
                || e instanceof ConnectionCheck.MissingRight;
        return forAPerson ? e.getMessage() : "unexpected " + e.getClass().getSimpleName();
    }

    private List<Probe> probes() {
        ConnectionCheck check = new ConnectionCheck(secrets);
        List<Probe> probes = new ArrayList<>();
        for (CloudSettings cloud : Stream.concat(configuration.sources().stream(), configuration.targets().stream())
                .toList()) {
            probes.add(new Probe("cloud \"" + cloud.name() + "\"", () -> check.cloud(cloud)));
            for (OwnerLogin owner : cloud.access().owners()) {
                probes.add(new Probe(
                        "owner \"" + owner.user() + "\" of cloud \"" + cloud.name() + "\"",
                        () -> check.owner(cloud, owner.user())));
            }
            if (cloud.fuel() != null) {
                probes.add(new Probe("Fuel of cloud \"" + cloud.name() + "\"", () -> check.fuel(cloud)));
            }
            if (cloud.database() != null) {
                boolean writes = configuration.targets().contains(cloud);
                probes.add(new Probe(
                        "Keystone's database of cloud \"" + cloud.name() + "\"", () -> check.database(cloud, writes)));
            }
        }
        if (!configuration.inventories().isEmpty()) {
            return probes; // their files are in a workspace
        }
        HostSettingsIndex hosts = configuration.hosts();
        HostPlans plans = new HostPlans(hosts, null, secrets);
        for (HostSettings host : hosts.all()) {
            probes.add(
                    new Probe("BMC of host \"" + host.name() + "\"", () -> ConnectionCheck.bmc(plans.of(host.name()))));
            if (host.wiring().switchName() != null && !host.wiring().ports().isEmpty()) {
                probes.add(new Probe(
                        "switch \"" + host.wiring().switchName() + "\", ports of host \"" + host.name() + "\"",
                        () -> ConnectionCheck.ports(plans.of(host.name()))));
            }
        }
        return probes;
    }
}
