package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
        Gate gate = new Gate(kill);
        pair.source.faults().gatekeeper(gate);
        pair.target.faults().gatekeeper(gate);
        return gate.dead::get;
    }

    private final class Gate implements Faults.Gatekeeper {
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicBoolean dead = new AtomicBoolean();
        private final Runnable kill;

        Gate(Runnable kill) {
            this.kill = kill;
        }

        @Override
        public boolean admits(Faults.Asked asked) {
            if (dead.get()) {
                return false;
            }
            if (isWrite(asked) && writes.incrementAndGet() == write && !done) {
                die();
                return false;
            }
            return true;
        }

        @Override
        public boolean answers(Faults.Asked asked, int status) {
            if (done && isWrite(asked) && writes.get() >= write && !dead.get()) {
                die();
            }
            return !dead.get();
        }

        private void die() {
            if (dead.compareAndSet(false, true)) {
                kill.run();
            }
        }
    }

    static boolean isWrite(Faults.Asked asked) {
        return !asked.method().equals("GET")
                && !asked.method().equals("HEAD")
                && !asked.path().endsWith("/tokens");
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
