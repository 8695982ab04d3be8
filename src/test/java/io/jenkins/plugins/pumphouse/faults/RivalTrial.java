package io.jenkins.plugins.pumphouse.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Another controller makes the whole of the same migration while one write waits: right before it is done, or before it
 * is answered.
 *
 * @param write the number of the write, counted from 1 over both clouds
 * @param done whether that write is done before the other controller comes
 */
record RivalTrial(Stage stage, int write, boolean done) implements Trial {
    /** So long a write waits for the other controller, which may wait for what the waiting run holds. */
    private static final Duration HELD = Duration.ofSeconds(8);

    /** What a run says of a server that it leaves to the other one. */
    private static final String LEFT_TO_THE_OTHER = "being moved by";

    @Override
    public String row() {
        return stage.words + "another controller " + (done ? "after a write" : "before a write");
    }

    @Override
    public String request() {
        return "write #" + write;
    }

    @Override
    public boolean reads() {
        return false;
    }

    @Override
    public BooleanSupplier arm(CloudPair pair, Runnable kill) {
        pair.answerWithin(HELD.multipliedBy(3));
        WriteGate gate = new WriteGate(
                write, done, false, asked -> pair.letOther(stage, asked.method() + ' ' + asked.path(), HELD));
        gate.guard(pair);
        return gate::hasStruck;
    }

    @Override
    public boolean isToldBy(String messages) {
        return messages.contains(LEFT_TO_THE_OTHER);
    }

    @Override
    public String toString() {
        return row() + " @ " + request();
    }
}
