package io.jenkins.plugins.pumphouse.host.campaign;

import io.jenkins.plugins.pumphouse.host.model.DurationText;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.PhaseRun;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/** How far a campaign is, and when it may be through at the pace of the hosts that are done. */
public final class Forecast {
    private Forecast() {}

    /**
     * Such as {@code 2 done, 1 failed, 1 on its way, 5 left; about 6 h at this pace, until 2026-03-02T04:00:00Z}.
     *
     * @param maxParallel how many go at a time
     */
    public static String of(Collection<HostState> states, int maxParallel, Instant now) {
        List<HostState> done =
                states.stream().filter(state -> state.status() == Status.READY).toList();
        long moving = states.stream()
                .filter(state -> !state.status().isOver() && state.status() != Status.NOT_STARTED)
                .count();
        long left = states.stream()
                .filter(state -> state.status() == Status.NOT_STARTED)
                .count();
        long failed =
                states.stream().filter(state -> state.status() == Status.FAILED).count();
        String count = done.size() + " done, " + (failed == 0 ? "" : failed + " failed, ") + moving + " on "
                + (moving == 1 ? "its" : "their") + " way, " + left + " left";
        double each = done.stream()
                .filter(HostState::changed) // what an earlier build has moved says nothing of the pace
                .mapToLong(state ->
                        state.phaseRuns().stream().mapToLong(PhaseRun::seconds).sum())
                .average()
                .orElse(0);
        if (each == 0 || moving + left == 0) {
            return count;
        }
        long turns = (moving + left + maxParallel - 1) / maxParallel;
        Duration time = Duration.ofSeconds(Math.round(each * turns));
        return count + "; about " + DurationText.of(time) + " at this pace, until "
                + now.plus(time).truncatedTo(ChronoUnit.MINUTES);
    }
}
