package io.jenkins.plugins.pumphouse.faults;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One thing that goes wrong in one migration. */
interface Trial {
    Stage stage();

    /** The row of the table that it counts for. */
    String row();

    /** Which requests it strikes, in words. */
    String request();

    /** The trial, if its name has these words; struck where they say so at their end ({@code "#3"}). */
    default Optional<Trial> called(String words) {
        return toString().contains(words) ? Optional.of(this) : Optional.empty();
    }

    /** Whether those only read. */
    boolean reads();

    /**
     * Lets it go wrong from now on, until the faults of both clouds are cleared.
     *
     * @param kill ends the running migration
     * @return whether it has gone wrong
     */
    BooleanSupplier arm(CloudPair pair, Runnable kill);

    /** Whether a failing run must say this. */
    boolean isToldBy(String messages);

    /** Whether the disturbed run needs a JVM that it can lose. */
    default boolean inOwnJvm() {
        return false;
    }

    /** Whether the run ends by force and has no chance to say anything. */
    default boolean kills() {
        return false;
    }

    /** Whether it touches one object, which is all that may fail by it. */
    default boolean strikesOne() {
        return false;
    }

    /** Whether this was found because the trial itself has done it. */
    default boolean explains(Finding finding, String what) {
        return false;
    }

    /** A line of what the clouds hold, without what follows from what the trial itself has done. */
    default String compared(String line) {
        return line;
    }
}
