package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.migration.Verb;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Another controller has a part in the same migration while one write waits: right before it is done, or before it is
 * answered.
 *
 * @param write the number of the write, counted from 1 over both clouds
 * @param done whether that write is done before the other controller comes
 * @param errand what it does
 */
record RivalTrial(Stage stage, int write, boolean done, Errand errand) implements Trial {
    /** So long a write waits for the other controller, which may wait for what the waiting run holds. */
    private static final Duration HELD = Duration.ofSeconds(8);

    /** What a run says of a server that it leaves to the other one. */
    private static final String LEFT_TO_THE_OTHER = "being moved by";

    /** What on the target names an object of the source, which has no name when that is gone. */
    private static final Pattern OF_SOURCE =
            Pattern.compile(CloudPair.SOURCE + "/<[^>]*>|(?<=\"pumphouse_snapshot\":\")<[^>]*>");

    /** What another controller comes for. */
    enum Errand {
        /** The whole of the same migration. */
        MOVE(""),
        ROLLBACK("takes back "),
        CLEANUP("cleans up ");

        private final String words;

        Errand(String words) {
            this.words = words;
        }

        private List<Verb> steps(Stage stage) {
            return switch (this) {
                case MOVE -> stage.steps;
                case ROLLBACK -> List.of(Verb.ROLLBACK);
                case CLEANUP -> List.of(Verb.CLEANUP);
            };
        }

        /** What is cleaned up is no longer on the source. */
        private boolean explains(Finding finding, String what) {
            return this == CLEANUP && finding == Finding.OTHER_END && what.startsWith(" " + CloudPair.SOURCE, 1);
        }
    }

    @Override
    public String row() {
        return stage.words + "another controller " + errand.words + (done ? "after a write" : "before a write");
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
        WriteGate gate = new WriteGate(write, done, false, asked -> {
            pair.letOther(stage, errand.steps(stage), asked.method() + ' ' + asked.path(), HELD);
            return true;
        });
        gate.guard(pair);
        return gate::hasStruck;
    }

    @Override
    public boolean isToldBy(String messages) {
        return errand != Errand.MOVE || messages.contains(LEFT_TO_THE_OTHER);
    }

    @Override
    public boolean explains(Finding finding, String what) {
        return errand.explains(finding, what);
    }

    @Override
    public String compared(String line) {
        return errand == Errand.CLEANUP ? OF_SOURCE.matcher(line).replaceAll("") : line;
    }

    @Override
    public String toString() {
        return row() + " @ " + request();
    }
}
