package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Listener;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Size;
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
    private static final int TENTHS = 10;

    private final Listener listener;
    private final Clock clock;
    private final Map<String, Group> groups = new LinkedHashMap<>();

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

    private Group group(String kind) {
        return groups.computeIfAbsent(kind, word -> new Group(word, clock.instant()));
    }

    /** A transfer of an object begins. */
    synchronized void begins(Kind kind) {
        group(kind.word()).copying++;
    }

    /** It has ended in any way. */
    synchronized void ends(Kind kind) {
        group(kind.word()).copying--;
    }

    /** So many more bytes have gone through. */
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
            boolean tenth = groups.values().stream().anyMatch(Group::isATenthFurther);
            if (!late && (!tenth || now.isBefore(told.plus(ASKED)))) {
                return;
            }
            Duration since = Duration.between(told, now);
            for (Group group : groups.values()) {
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

    /** The objects of one kind. */
    private static final class Group {
        final String kind;
        final Instant began;
        int total;
        int done;
        int copying;
        long bytes;
        long toldBytes;
        /** Zero while nobody knows. */
        long totalBytes;

        Group(String kind, Instant began) {
            this.kind = kind;
            this.began = began;
        }

        void plan(Resource resource) {
            total++;
            if (resource.kind().equals(Kind.IMAGE)) {
                totalBytes += resource.json().path("size").asLong();
            }
        }

        /** What transfers nothing, or has ended, is told object by object. */
        boolean isUnderWay() {
            return done < total && (copying > 0 || bytes > 0);
        }

        boolean isATenthFurther() {
            return totalBytes > 0 && bytes * TENTHS / totalBytes > toldBytes * TENTHS / totalBytes;
        }

        String line(Instant now, Duration sinceTold) {
            Duration soFar = Duration.between(began, now);
            String rate = bytes == 0 ? "" : ", " + Size.rate(bytes - toldBytes, sinceTold);
            if (totalBytes > 0) {
                return kind + "s " + done + " of " + total + ", " + ofTotal() + rate
                        + left(totalBytes - bytes, bytes, soFar, ", ", " left");
            }
            return kind + "s " + done + " done, " + copying + " copying, " + (total - done - copying) + " waiting"
                    + (bytes == 0 ? "" : ", " + Size.shown(bytes)) + rate
                    + left(total - done, done, soFar, ", about ", "");
        }

        /** {@code 12.1 of 40.0 GB}. */
        private String ofTotal() {
            String all = Size.shown(totalBytes);
            String part = Size.shown(Math.min(bytes, totalBytes));
            String unit = all.substring(all.indexOf(' '));
            return (part.endsWith(unit) ? part.substring(0, part.length() - unit.length()) : part) + " of " + all;
        }

        /** How long the rest takes at the pace of what is done; nothing while nothing is. */
        private static String left(long rest, long done, Duration soFar, String before, String after) {
            if (done <= 0 || rest <= 0) {
                return "";
            }
            long seconds = Math.round((double) soFar.toSeconds() / done * rest);
            long minutes = seconds / 60;
            String time = seconds < 60
                    ? seconds + " s"
                    : minutes < 10 ? minutes + " min " + seconds % 60 + " s" : minutes + " min";
            return before + (minutes >= 120 ? minutes / 60 + " h " + minutes % 60 + " min" : time) + after;
        }
    }
}
