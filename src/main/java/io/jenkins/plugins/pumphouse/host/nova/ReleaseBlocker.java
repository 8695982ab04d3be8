package io.jenkins.plugins.pumphouse.host.nova;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One reason why a host cannot be released, with its way out.
 *
 * @param what a clause about the host, such as {@code "2 servers remain (db-1 ACTIVE, old-ci ERROR)"}
 * @param wayOut an imperative clause without its full stop, such as {@code "move them with pumpInstances(host:
 *     'cmp-12')"}
 * @param draining whether it goes away when the host is disabled and its servers are moved
 */
public record ReleaseBlocker(String what, String wayOut, boolean draining) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final String ENDS = "wait until that has ended";

    /** Something that is under way and ends by itself. */
    public static ReleaseBlocker underWay(String what) {
        return new ReleaseBlocker(what, ENDS, false);
    }

    /** Whether it is gone after a while, without anybody's doing. */
    public boolean isUnderWay() {
        return wayOut.equals(ENDS);
    }

    /** All reasons and then all ways out. */
    public static String all(List<ReleaseBlocker> blockers) {
        return blockers.stream().map(ReleaseBlocker::what).collect(Collectors.joining("; "))
                + ". To continue: "
                + blockers.stream().map(ReleaseBlocker::wayOut).distinct().collect(Collectors.joining("; "))
                + ".";
    }
}
