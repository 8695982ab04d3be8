package io.jenkins.plugins.pumphouse.host.model;

import java.time.Duration;

/** What a phase says after a look at the world: what is to be done next about its host. */
public sealed interface HostStep {

    /**
     * The phase's condition holds.
     *
     * @param line what to tell of it; null when there is nothing to tell
     */
    record Done(String line) implements HostStep {}

    /**
     * Something has to be changed. It is written down before it is done, and done only if a second look still asks for
     * it.
     *
     * @param name what it is, for the record and the log; the same as long as the same is to be done
     * @param deed does it
     * @param shows whether a look at the world shows at once that it was done. If not, a repetition after a crash waits
     *     for a while to see whether the effect comes by itself
     */
    record Act(String name, Runnable deed, boolean shows) implements HostStep {
        public Act(String name, Runnable deed) {
            this(name, deed, true);
        }
    }

    /**
     * Nothing to be done but to look again later.
     *
     * @param progress what it waits for; a line is told only when it differs from the last one
     * @param atMost how long that is waited for from now on, before something else is done; null for as long as the
     *     phase may take
     */
    record Wait(String progress, Duration atMost) implements HostStep {
        public Wait(String progress) {
            this(progress, null);
        }
    }

    /**
     * Something was noted that changes what is to be done next: look again at once.
     *
     * @param line what to tell of it; null when there is nothing to tell
     */
    record Again(String line) implements HostStep {}

    /**
     * The host is in another phase by now, which somebody else has brought it to.
     *
     * @param line why
     * @param phase with which the move resumes
     */
    record Elsewhere(String line, Phase phase) implements HostStep {}

    /**
     * Somebody else has to do something: the block of {@code pumpHostBy}.
     *
     * @param what is to be done
     */
    record AwaitBlock(String what) implements HostStep {}
}
