package io.jenkins.plugins.pumphouse.openstack;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;

/**
 * A token with what came along. Its age is measured by the monotonic clock of this JVM from the life that Keystone gave
 * it, so that the clocks of the two need not agree.
 */
final class Token {

    // Long enough for a request to pass the services behind the one that it is sent to.
    private static final Duration SPARE = Duration.ofSeconds(60);

    private final String id;
    private final Caller caller;
    private final Catalog catalog;
    private final long bornNanos;
    private final Duration life;

    /** @param life from now on; null when Keystone did not say */
    Token(String id, Caller caller, Catalog catalog, Duration life) {
        this(id, caller, catalog, life, System.nanoTime());
    }

    /** @param bornNanos when its life began, by {@link System#nanoTime()} */
    Token(String id, Caller caller, Catalog catalog, Duration life, long bornNanos) {
        this.bornNanos = bornNanos;
        this.id = id;
        this.caller = caller;
        this.catalog = catalog;
        this.life = life;
    }

    /**
     * The life that a token has left, by the clock of the cloud, as that of this JVM may differ. It counts from the
     * time of issue, or from the date of the answer where Keystone does not give that; null when the end is unknown.
     *
     * @param issued null in v2.0
     * @param date the answer's header of that name; may be null or unreadable
     */
    static Duration life(Date expires, Date issued, String date) {
        if (expires == null) {
            return null;
        }
        Instant now = issued != null ? issued.toInstant() : Instant.now();
        try {
            if (issued == null && date != null) {
                now = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
            }
        } catch (DateTimeException e) {
            // Some proxies write dates that nobody reads; then the clocks have to agree.
        }
        return Duration.between(now, expires.toInstant());
    }

    String id() {
        return id;
    }

    Caller caller() {
        return caller;
    }

    Catalog catalog() {
        return catalog;
    }

    /**
     * Whether it may expire under the next request. A token that never lived longer than that is used while it lasts.
     */
    boolean isEnding() {
        return life != null && left().compareTo(SPARE) < 0 && life.compareTo(SPARE.multipliedBy(2)) > 0;
    }

    /** Whether more than half of its life is over; too late to begin something long. */
    boolean isOld() {
        return life != null && left().compareTo(life.dividedBy(2)) < 0;
    }

    private Duration left() {
        return life.minusNanos(System.nanoTime() - bornNanos);
    }

    /** Never the id. */
    @Override
    public String toString() {
        return "Token[" + caller.userName() + " in " + caller.projectName() + "]";
    }
}
