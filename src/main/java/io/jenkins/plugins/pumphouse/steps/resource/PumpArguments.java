package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import io.jenkins.plugins.pumphouse.migration.options.FailurePolicy;
import io.jenkins.plugins.pumphouse.migration.options.Fit;
import io.jenkins.plugins.pumphouse.migration.options.HostLimits;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Mover;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Passwords;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import io.jenkins.plugins.pumphouse.migration.options.Safeguards;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.options.TimeBounds;
import io.jenkins.plugins.pumphouse.report.CreatedObjects;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.steps.ArgumentLimits;
import io.jenkins.plugins.pumphouse.steps.PumpClouds;
import io.jenkins.plugins.pumphouse.steps.StepArguments;
import io.jenkins.plugins.pumphouse.steps.text.HealthCheckText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a step that moves resources was asked for. */
final class PumpArguments extends StepArguments {
    private static final long serialVersionUID = 1L;

    final Verb verb;
    String tenant;
    String user;
    ArrayList<String> instances = new ArrayList<>();
    ArrayList<String> exclude = new ArrayList<>();
    ArrayList<String> accept = new ArrayList<>();
    ArrayList<String> failIfLost = new ArrayList<>();
    ArrayList<String> healthCheck = new ArrayList<>();
    /** How long a copy may take to answer, as written; null for the usual. */
    String healthTimeout;

    String host;
    boolean all;
    ArrayList<String> networks = new ArrayList<>();
    ArrayList<String> volumes = new ArrayList<>();
    /** One of the words of {@link Cutover}, or null for what the configuration says. */
    String cutover;

    /** One of the words of {@link ProviderNetworks}, or null for what the configuration says. */
    String providerNetworks;
    /** One of the words of {@link Options.Paused}; null for refuse. */
    String paused;

    /** Until when servers are begun, in milliseconds since 1970; null for no end. */
    Long until;

    /** How long a server may be off, in seconds; null for no bound. */
    Long maxDowntime;

    /** A file with the plan that is to be applied, or in a dry run to be written; null for none, or the usual. */
    String plan;

    /** One of the words of {@link Fit}; null for warn, also in what a build of an older release has stored. */
    String fit;

    /** Failed objects after which no further one begins; null for no bound. */
    Integer mostFailures;

    /** How long ago a server must have been moved before it is deleted, in seconds; null for no matter when. */
    Long soak;

    /** One of the words of {@link Passwords.Choice}; null for disabled. */
    String passwords;

    /** Whether the quotas of projects that have none of their own are brought, too. */
    boolean quotaDefaults;

    /** Which build's work is meant, until its reports are read; null for no restriction. */
    FormerWork former;

    boolean force;
    /** Whether servers that are named may be gone. */
    boolean goneToo;

    /** What a former build has created, and only that, as a build of an older release has stored it; else null. */
    ArrayList<CreatedObject> created;

    /** The step with which the build keeps the same; null for no restriction. */
    String createdOf;

    boolean fromImage;
    /** Whether root disks become volumes. */
    boolean asVolume;
    /** Their type on the target; null for its default. */
    String rootVolumeType;

    /** Whether volumes stay in the backend that both clouds have. */
    boolean adopt;

    /** Whether the content of running servers is copied before their stop, too. */
    boolean precopy;

    /** Limits of what is done at a time; null for the usual. */
    Integer parallel;

    Integer transfers;

    /**
     * By hypervisor of the source, and of the target; 0 for none, also in what a build of an older release has stored.
     */
    int perHost;

    int perTargetHost;

    /** Of all transfers, as written; null for no bound. */
    String bandwidth;

    PumpArguments(String step, PumpClouds clouds, boolean dryRun, Verb verb) {
        super(step, clouds, dryRun);
        this.verb = verb;
    }

    private HealthCheck health() {
        try {
            return HealthCheckText.read(healthCheck, healthTimeout);
        } catch (AbortException e) {
            throw new IllegalStateException(e); // the step has found it out
        }
    }

    private Options.Disk disk() {
        if (fromImage) {
            return Options.Disk.IMAGE;
        }
        return asVolume ? Options.Disk.VOLUME : Options.Disk.SNAPSHOT;
    }

    /** What becomes of the segments of networks. */
    ProviderNetworks providers(ChosenClouds chosen) {
        return providerNetworks == null ? chosen.providerNetworks() : ProviderNetworks.of(providerNetworks);
    }

    /** How much it does at a time, within the limits of the configuration. */
    private Options paced(Options options, ArgumentLimits limits) throws AbortException {
        return switch (verb) {
            case INSTANCES ->
                limits.pace(options, parallel, transfers, bandwidth, new HostLimits(perHost, perTargetHost));
            case IMAGES, VOLUMES -> limits.pace(options, transfers, bandwidth);
            default -> options;
        };
    }

    /**
     * Reads which servers or objects a former build means, unless it has been read. What is to be removed is kept
     * beside the build: the former build's history may be deleted meanwhile, and a pipeline's stored program must not
     * carry thousands of objects.
     *
     * @param step its place in the build, the same before and after a restart
     * @return what of it nobody has written down, to be told
     */
    Optional<String> readFormer(MigrationAction build, String step) throws AbortException {
        if (former == null) {
            return Optional.empty();
        }
        if (verb == Verb.ROLLBACK_RESOURCES) {
            try {
                CreatedObjects.keep(build, step, former.created());
            } catch (AbortException e) {
                throw e;
            } catch (IOException e) {
                throw new AbortException(step() + " cannot write down what is to be removed: " + e.getMessage()
                        + ". Nothing was done. Make room on the controller's disk, then run the step again.");
            }
            createdOf = step;
        } else {
            instances = new ArrayList<>(former.moved());
            goneToo = true;
        }
        Optional<String> gap = former.gap();
        former = null;
        return gap;
    }

    /** What a former build has created, and only that; null for no restriction. */
    List<CreatedObject> created(MigrationAction build) throws AbortException {
        try {
            return createdOf == null ? created : CreatedObjects.kept(build, createdOf);
        } catch (IOException e) {
            throw new AbortException(step() + ": the list of what is to be removed cannot be read (" + e.getMessage()
                    + "). Nothing was done. Run the step again.");
        }
    }

    /**
     * The request, secrets included: to be handed on and not to be kept.
     *
     * @param limits take what exceeds them
     * @param build what others see who wait for this one
     * @param approved the plan to apply; null for none
     * @param logins how users get a password
     * @param only see {@link #created(MigrationAction)}
     */
    MigrationRequest request(
            ChosenClouds chosen,
            ArgumentLimits limits,
            String build,
            ApprovedPlan approved,
            Passwords logins,
            List<CreatedObject> only)
            throws AbortException {
        Cutovers cutovers = cutover == null
                ? chosen.cutovers()
                : Cutovers.all(Cutover.of(cutover).orElseThrow());
        Options options = paced(Options.DEFAULT, limits)
                .withDisk(disk())
                .withRootVolumeType(rootVolumeType)
                .withVolumes(adopt ? Options.Volumes.ADOPT : Options.Volumes.COPY)
                .withPrecopy(precopy)
                .withMover(Mover.ofThisJvm().doing(step() + " of " + build)) // of the controller: an agent says so, too
                .withCutovers(cutovers.withForce(force))
                .withProviderNetworks(providers(chosen))
                .withServers(
                        paused == null ? Options.Paused.REFUSE : Options.Paused.of(paused),
                        new Safeguards(
                                failIfLost == null ? List.of() : failIfLost,
                                soak == null ? null : Duration.ofSeconds(soak),
                                health(),
                                force))
                .withBounds(new TimeBounds(
                        until == null ? null : Instant.ofEpochMilli(until),
                        maxDowntime == null ? null : Duration.ofSeconds(maxDowntime)))
                .withApproved(approved)
                .withPasswords(logins)
                .withQuotaDefaults(quotaDefaults)
                .withFit(Fit.of(fit))
                .withFailures(new FailurePolicy(mostFailures))
                .withAccept(accept == null ? List.of() : accept); // null: stored by a build of an older release
        Selection selection = new Selection(tenant, user, List.copyOf(instances), host, all, List.copyOf(networks))
                .excluding(exclude == null ? List.of() : exclude) // null: stored by a build of an older release
                .ofVolumes(volumes == null ? List.of() : volumes);
        if (only != null) {
            selection = Selection.ofCreated(only);
        }
        if (goneToo) {
            selection = selection.evenGone();
        }
        return new MigrationRequest(
                verb, chosen.source(), chosen.target(), selection, new Mapping(chosen.mapping()), options, dryRun());
    }
}
