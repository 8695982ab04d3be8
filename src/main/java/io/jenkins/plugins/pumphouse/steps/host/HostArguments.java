package io.jenkins.plugins.pumphouse.steps.host;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationRequest;
import io.jenkins.plugins.pumphouse.host.model.HostPace;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.HostLimits;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Mover;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.settings.ChosenHosts;
import io.jenkins.plugins.pumphouse.steps.ArgumentLimits;
import io.jenkins.plugins.pumphouse.steps.PumpClouds;
import io.jenkins.plugins.pumphouse.steps.StepArguments;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a step that moves hypervisors was asked for. */
final class HostArguments extends StepArguments {
    private static final long serialVersionUID = 1L;

    /**
     * A Fuel master reboots, a controller is updated: that takes minutes, and hours of a move are not given up for it.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** The wiring of the steps that take a block. */
    static final String BLOCK = "block";

    ArrayList<String> hosts = new ArrayList<>();
    boolean disable;
    /** {@code switch}, {@code none}, {@code block}; null for what the inventory says. */
    String wiring;

    String environment;
    ArrayList<String> roles = new ArrayList<>();
    ArrayList<String> lastOf = new ArrayList<>();
    int maxParallel = 1;
    boolean goOn;
    int retries;
    /** Seconds between two looks. */
    int poll = HypervisorStep.USUAL_POLL;

    /** Whether the hosts' servers are moved, one host after the other. */
    boolean campaign;

    /** A campaign's hours, such as {@code 22:00-06:00}; null for always. */
    String window;

    /** How many hosts a campaign may begin; 0 for no bound. */
    int atMost;

    /** Whether a campaign has servers that cannot leave the source go to other hypervisors of it. */
    boolean evacuate;

    HostArguments(String step, PumpClouds clouds, boolean dryRun) {
        super(step, clouds, dryRun);
    }

    /** Finds the configuration, the clouds and the hosts; see {@link ChosenHosts#choose}. */
    ChosenHosts choose(Run<?, ?> run, FilePath workspace) throws IOException, InterruptedException {
        PumpClouds clouds = clouds();
        return ChosenHosts.choose(
                clouds.config(), clouds.source(), clouds.target(), clouds.mapping(), hosts, run, workspace);
    }

    /** What the configuration limits: the step's own pace, and that with which a campaign moves servers. */
    ArgumentLimits limits(ChosenHosts chosen) throws AbortException {
        ArgumentLimits limits = new ArgumentLimits(step(), chosen.limits());
        hostsAtATime(limits);
        if (campaign) {
            pace(limits);
        }
        if (evacuate) {
            evacuatedAtATime(limits);
        }
        return limits;
    }

    private int hostsAtATime(ArgumentLimits limits) {
        return limits.number("maxParallel", maxParallel, 1);
    }

    private static Options pace(ArgumentLimits limits) throws AbortException {
        return limits.pace(Options.DEFAULT, null, null, null, HostLimits.NONE);
    }

    private static int evacuatedAtATime(ArgumentLimits limits) {
        return limits.number("parallel", null, EvacuationRequest.USUAL_PARALLEL);
    }

    /** The request, secrets included: to be handed on and not to be kept. */
    HostRequest request(ChosenHosts chosen) throws AbortException {
        return new HostRequest(
                chosen.clouds(),
                chosen.hosts().stream().map(this::plan).toList(),
                new HostPace(Duration.ofSeconds(poll), PATIENCE, retries, hostsAtATime(limits(chosen)), goOn),
                dryRun());
    }

    /** The request for the servers of a host that a campaign empties. */
    MigrationRequest emptying(HostRequest request, String host, ChosenHosts chosen, String build)
            throws AbortException {
        return new MigrationRequest(
                Verb.INSTANCES,
                request.clouds().source(),
                request.clouds().target(),
                new Selection(null, null, List.of(), host),
                new Mapping(chosen.mapping()),
                pace(limits(chosen))
                        .withCutovers(chosen.cutovers())
                        .withProviderNetworks(chosen.providerNetworks())
                        .withMover(Mover.ofThisJvm().doing(step() + " of " + build)),
                false);
    }

    /** The request for those of them that have not left the source. */
    EvacuationRequest evacuation(HostRequest request, String host, ChosenHosts chosen, String build)
            throws AbortException {
        return EvacuationRequest.usual(
                request.clouds().source(),
                host,
                evacuatedAtATime(limits(chosen)),
                request.pace().poll(),
                step() + " of " + build);
    }

    /** What the inventory says of a host, with what the step says instead. */
    private HostPlan plan(HostPlan inventory) {
        return new HostPlan(
                inventory.host(),
                new Allowances(
                        disable, Set.copyOf(lastOf), inventory.allowances().emptied()),
                inventory.machine(),
                inventory.wiring().rewiredBy(wiring == null ? null : Wiring.valueOf(wiring.toUpperCase(Locale.ROOT))),
                inventory.node().with(environment, Set.copyOf(roles)),
                inventory.place(),
                inventory.timeouts());
    }
}
