package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Listener;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the objects of a run are whose data is transferred, by kind; told every half minute, or when a tenth more has
 * arrived. Work that is done in seconds is not told at all.
 */
final class Progress implements Listener {
    /** How often somebody should ask whether there is something to {@link #tell}. */
    static final Duration ASKED = Duration.ofSeconds(5);

    private static final Duration SILENCE_AT_MOST = Duration.ofSeconds(30);

    private final Listener listener;
    private final Clock clock;
    private final Map<String, KindProgress> groups = new LinkedHashMap<>();

    private Instant told;

    /** @param listener is told all that this is told, and the progress */
    Progress(Plan plan, Listener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
        this.told = clock.instant();
        for (Change change : plan.changes()) {
            if (change.decision() == Decision.CREATE) {
                group(change.resource().kind().word()).plan(change.resource());
            }
        }
    }

    private KindProgress group(String kind) {
        return groups.computeIfAbsent(kind, word -> new KindProgress(word, clock.instant()));
    }

    /** A transfer of an object begins. */
    synchronized void begins(Kind kind) {
        group(kind.word()).copying++;
    }

    /** It has ended in any way. */
    synchronized void ends(Kind kind) {
        group(kind.word()).copying--;
    }

    /** Adds bytes that have gone through. */
    synchronized void moved(Kind kind, long bytes) {
        group(kind.word()).bytes += bytes;
    }

    @Override
    public void planned(Plan plan) {
        listener.planned(plan);
    }

    @Override
    public void ended(Outcome outcome) {
        synchronized (this) {
            if (outcome.end() == Outcome.End.CREATED || outcome.end() == Outcome.End.FAILED) {
                group(outcome.kind()).done++;
            }
        }
        listener.ended(outcome);
    }

    @Override
    public void said(Resource resource, String line) {
        listener.said(resource, line);
    }

    @Override
    public void progressed(List<String> lines) {
        listener.progressed(lines);
    }

    /** Tells how far it is, if it is time to. */
    void tell() {
        List<String> lines = new ArrayList<>();
        synchronized (this) {
            Instant now = clock.instant();
            boolean late = !now.isBefore(told.plus(SILENCE_AT_MOST));
            boolean tenth = groups.values().stream().anyMatch(KindProgress::isATenthFurther);
            if (!late && (!tenth || now.isBefore(told.plus(ASKED)))) {
                return;
            }
            Duration since = Duration.between(told, now);
            for (KindProgress group : groups.values()) {
                if (group.isUnderWay()) {
                    lines.add(group.line(now, since));
                    group.toldBytes = group.bytes;
                }
            }
            told = now;
        }
        if (!lines.isEmpty()) {
            progressed(lines);
        }
    }
}
