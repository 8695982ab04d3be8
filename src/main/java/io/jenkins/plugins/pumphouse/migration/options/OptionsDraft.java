package io.jenkins.plugins.pumphouse.migration.options;

import io.jenkins.plugins.pumphouse.migration.options.Options.Disk;
import io.jenkins.plugins.pumphouse.migration.options.Options.Paused;
import io.jenkins.plugins.pumphouse.migration.options.Options.Volumes;
import java.time.Duration;
import java.util.List;

/** Options while one of them changes. */
final class OptionsDraft {

    Disk disk;
    String rootVolumeType;
    boolean precopy;
    int parallelism;
    int transfers;
    long bandwidth;
    Duration poll;
    Duration stopTimeout;
    Duration waitTimeout;
    Cutovers cutovers;
    List<String> accept;
    Paused paused;
    TimeBounds bounds;
    Safeguards safeguards;
    Mover mover;
    FailurePolicy failures;
    ApprovedPlan approved;
    Passwords passwords;
    HostLimits hosts;
    Fit fit;
    Volumes volumes;
    boolean quotaDefaults;
    ProviderNetworks providerNetworks;

    OptionsDraft(Options options) {
        disk = options.disk();
        rootVolumeType = options.rootVolumeType();
        precopy = options.precopy();
        parallelism = options.parallelism();
        transfers = options.transfers();
        bandwidth = options.bandwidth();
        poll = options.poll();
        stopTimeout = options.stopTimeout();
        waitTimeout = options.waitTimeout();
        cutovers = options.cutovers();
        accept = options.accept();
        paused = options.paused();
        bounds = options.bounds();
        safeguards = options.safeguards();
        mover = options.mover();
        failures = options.failures();
        approved = options.approved();
        passwords = options.passwords();
        hosts = options.hosts();
        fit = options.fit();
        volumes = options.volumes();
        quotaDefaults = options.quotaDefaults();
        providerNetworks = options.providerNetworks();
    }

    Options options() {
        return new Options(
                disk,
                rootVolumeType,
                precopy,
                parallelism,
                transfers,
                bandwidth,
                poll,
                stopTimeout,
                waitTimeout,
                cutovers,
                accept,
                paused,
                bounds,
                safeguards,
                mover,
                failures,
                approved,
                passwords,
                hosts,
                fit,
                volumes,
                quotaDefaults,
                providerNetworks);
    }
}
