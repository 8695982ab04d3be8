package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import java.time.Duration;
import java.time.Instant;

/** How far the objects of one kind are. Not thread-safe: {@link Progress} locks. */
final class KindProgress {
    private static final int TENTHS = 10;

    private final String kind;
    private final Instant began;
    private int total;
    int done;
    int copying;
    long bytes;
    long toldBytes;
    /** Zero while nobody knows. */
    private long totalBytes;

    KindProgress(String kind, Instant began) {
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
        return kind + "s " + done + " of " + total + " done, " + copying + " copying, " + (total - done - copying)
                + " waiting"
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
