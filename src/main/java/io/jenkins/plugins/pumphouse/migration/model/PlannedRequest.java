package io.jenkins.plugins.pumphouse.migration.model;

import java.io.Serializable;
import java.util.Locale;

/**
 * Writes of one sort that applying a plan sends, if each succeeds at the first try.
 *
 * @param cloud {@link #TARGET} or {@link #SOURCE}
 * @param method of HTTP
 * @param path without the host, with <code>{id}</code> for each id
 * @param count how many
 * @param bound how sure the count is
 */
public record PlannedRequest(String cloud, String method, String path, int count, Bound bound) {
    /** The fact of an outcome that has the counts by {@link #key}. */
    public static final String FACT = "requests";

    public static final String SOURCE = "source";
    public static final String TARGET = "target";

    /** Of an object of which nobody can tell them before. */
    public static final PlannedRequest UNKNOWN = new PlannedRequest(TARGET, "any", "(not known)", 1, Bound.ABOUT);

    /** How sure a count is. */
    public enum Bound {
        EXACT,
        /** Fewer where what is needed is found, or shared with other objects of the run. */
        AT_MOST,
        /** More or fewer: it depends on what the clouds do meanwhile. */
        ABOUT;

        /** {@code "at most "}; empty for an exact count. */
        public String words() {
            return this == EXACT ? "" : name().toLowerCase(Locale.ROOT).replace('_', ' ') + ' ';
        }

        /** The less sure one of two. */
        public Bound and(Bound other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    /** The same sort, so many more of them. */
    public PlannedRequest and(PlannedRequest more) {
        return new PlannedRequest(cloud, method, path, count + more.count, bound.and(more.bound));
    }

    /** {@code "target POST /v2.0/networks"}. */
    public String key() {
        return cloud + ' ' + method + ' ' + path;
    }

    /** The count, in words where it is not exact: {@code "at most 2"}. */
    public Serializable shown() {
        return bound == Bound.EXACT ? (Serializable) count : bound.words() + count;
    }
}
