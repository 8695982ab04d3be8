package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.io.Serializable;

/**
 * What a migration took.
 *
 * @param seconds wall time
 * @param sourceRequests sent to the source, repeated ones included
 * @param targetRequests sent to the target, repeated ones included
 * @param writes of these, to either cloud, all that may change something
 */
public record Cost(double seconds, long sourceRequests, long targetRequests, long writes) implements Serializable {
    /** @param start as {@link System#nanoTime} gave it */
    public static Cost since(long start, Cloud source, Cloud target) {
        return new Cost(
                (System.nanoTime() - start) / 1e9,
                source.requests().count(),
                target.requests().count(),
                source.requests().writes() + target.requests().writes());
    }

    /** How many requests both clouds were sent. */
    public long requests() {
        return sourceRequests + targetRequests;
    }
}
