package io.jenkins.plugins.pumphouse.faults;

import java.util.function.BooleanSupplier;

/**
 * The end of the migration at one of its writes: from then on no request of it is done and no answer arrives.
 *
 * @param write the number of the write, counted from 1 over both clouds
 * @param done whether that write is still done
 * @param inOwnJvm whether a JVM of its own is taken away with SIGKILL, or its threads are interrupted
 */
record KillTrial(Stage stage, int write, boolean done, boolean inOwnJvm) implements Trial {
    @Override
    public String row() {
        return stage.words + (inOwnJvm ? "SIGKILL" : "ended") + (done ? " after a write" : " before a write");
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
        WriteGate gate = new WriteGate(write, done, true, asked -> {
            kill.run();
            return true;
        });
        gate.guard(pair);
        return gate::hasStruck;
    }

    @Override
    public boolean isToldBy(String messages) {
        return true;
    }

    @Override
    public boolean kills() {
        return true;
    }

    @Override
    public String toString() {
        return row() + " @ " + request();
    }
}
