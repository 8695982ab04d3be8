package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import java.time.Duration;
import java.time.Instant;

/**
 * A phase of a machine that Fuel has as a node. A node whose record was deleted is missing until its agent reports
 * again, and a list may lack one for a moment: that is waited for before anybody is asked to look.
 */
final class OfPresentNode implements Stage {
    /** Agents report every 60-90 s (fuel-api.md, section 8.6). */
    private static final Duration BACK_WITHIN = Duration.ofMinutes(4);

    private final Stage phase;

    OfPresentNode(Stage phase) {
        this.phase = phase;
    }

    @Override
    public HostStep look(Site site) {
        if (site.node().isPresent()) {
            site.state().forget(Notes.MISSING_SINCE);
            return phase.look(site);
        }
        if (site.state().note(Notes.MISSING_SINCE) == null) {
            site.state().note(Notes.MISSING_SINCE, Long.toString(site.now().getEpochSecond()));
        }
        Instant since = Instant.ofEpochSecond(Long.parseLong(site.state().note(Notes.MISSING_SINCE)));
        if (Duration.between(since, site.now()).compareTo(BACK_WITHIN) < 0) {
            return new HostStep.Wait("Fuel shows no node with its MACs; waiting for the report of its agent");
        }
        site.state().forget(Notes.MISSING_SINCE);
        throw vanished(site);
    }

    static HostException vanished(Site site) {
        return new HostException(
                "its node vanished from Fuel (MACs " + String.join(", ", site.macs())
                        + "). Somebody deleted it in Fuel; run again.",
                true);
    }

    @Override
    public String late(Site site) {
        return phase.late(site);
    }
}
