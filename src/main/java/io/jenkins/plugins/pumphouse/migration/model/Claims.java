package io.jenkins.plugins.pumphouse.migration.model;

import java.io.Serializable;

/**
 * Who works on which object right now: of several runs at the same time, one writes it and the others wait. Every run
 * of a Jenkins asks the same claims, which live on its controller.
 *
 * <p>All calls return at once, so that they may cross a channel; a caller that has to wait asks again.
 */
public interface Claims {
    /**
     * A run.
     *
     * @param id unique
     * @param name for those who wait for it: {@code "shop #12"}
     */
    record Claimant(String id, String name) implements Serializable {}

    /**
     * The answer to a claim.
     *
     * @param holder the name of the run that has the object; null when the claim is granted
     * @param written whether another run has had it since the plan was made, so that the plan may be out of date
     */
    record Grant(String holder, boolean written) implements Serializable {
        public boolean granted() {
            return holder == null;
        }
    }

    /** A moment, in the order of all releases: what is asked before a plan is made. */
    long now();

    /**
     * Claims an object, and keeps it until it is released; claimed again by the same run, it stays its.
     *
     * @param key equal for one object of one migration
     * @param since when the plan of the run was made, see {@link #now}
     */
    Grant claim(String key, Claimant claimant, long since);

    void release(String key, Claimant claimant);

    /** Releases all that a run has claimed: it has ended, or is lost. */
    void releaseAll(Claimant claimant);

    /**
     * One run's use of the claims.
     *
     * @param since see {@link #now}
     */
    record Session(Claims claims, Claimant claimant, long since) {
        public static Session of(Claims claims, Claimant claimant) {
            return new Session(claims, claimant, claims.now());
        }

        public Grant claim(String key) {
            return claims.claim(key, claimant, since);
        }

        public void release(String key) {
            claims.release(key, claimant);
        }

        public void end() {
            claims.releaseAll(claimant);
        }
    }
}
