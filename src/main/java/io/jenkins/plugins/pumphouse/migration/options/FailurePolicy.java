package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;

/**
 * What a run does when an object fails: whether it begins further ones. What has begun is finished in any case.
 *
 * @param most failed objects after which no further one begins; null for no bound
 */
public record FailurePolicy(Integer most) implements Serializable {
    /** Whatever fails costs itself and what needs it. */
    public static final FailurePolicy CONTINUE = new FailurePolicy(null);

    public static final FailurePolicy STOP = new FailurePolicy(1);

    /** Whether nothing further begins after so many failures. */
    public boolean ends(int failures) {
        return most != null && failures >= most;
    }
}
