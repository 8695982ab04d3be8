package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    static final String LEFT_TO_THE_OTHER = "being moved by";

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
        Gate gate = new Gate(pair);
        pair.source.faults().gatekeeper(gate);
        pair.target.faults().gatekeeper(gate);
        return gate.come::get;
    }

    private final class Gate implements Faults.Gatekeeper {
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicBoolean come = new AtomicBoolean();
        private final CloudPair pair;

        Gate(CloudPair pair) {
            this.pair = pair;
        }

        @Override
        public boolean admits(Faults.Asked asked) {
            if (KillTrial.isWrite(asked) && !come.get() && writes.incrementAndGet() == write && !done) {
                otherController(asked);
            }
            return true;
        }

        @Override
        public boolean answers(Faults.Asked asked, int status) {
            if (done && KillTrial.isWrite(asked) && writes.get() >= write) {
                otherController(asked);
            }
            return true;
        }

        private void otherController(Faults.Asked asked) {
            if (come.compareAndSet(false, true)) {
                pair.letOther(stage, asked.method() + ' ' + asked.path(), HELD);
            }
        }
    }

    @Override
    public boolean isToldBy(String messages) {
        return messages.contains(LEFT_TO_THE_OTHER);
    }

    @Override
    public boolean inOwnJvm() {
        return false;
    }

    @Override
    public boolean kills() {
        return false;
    }

    @Override
    public String toString() {
        return row() + " @ " + request();
    }
}
