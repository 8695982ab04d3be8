package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A run that is interrupted as soon as a write is done, and writes nothing more. */
final class Interruption {
    private final TwoClouds clouds;

    Interruption(TwoClouds clouds) {
        this.clouds = clouds;
    }

    /** Runs, and ends after a number of writes; whether it has come so far. */
    boolean after(int writes, Callable<Report> run) throws Exception {
        AtomicInteger left = new AtomicInteger(writes);
        return at(asked -> left.decrementAndGet() == 0, run);
    }

    /** Runs, and ends when a write was done; whether it has come so far. */
    boolean at(Predicate<Faults.Asked> write, Callable<Report> run) throws Exception {
        Thread runner = Thread.currentThread();
        AtomicBoolean over = new AtomicBoolean();
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.faults().gatekeeper(new Faults.Gatekeeper() {
                @Override
                public boolean admits(Faults.Asked asked) {
                    return !over.get() || isReading(asked);
                }

                @Override
                public boolean answers(Faults.Asked asked, int status) {
                    if (!isReading(asked) && write.test(asked)) {
                        synchronized (over) { // both before the run is looked at: another request may end it at once
                            over.set(true);
                            runner.interrupt();
                        }
                    }
                    return true;
                }
            });
        }
        run.call();
        synchronized (over) {
            Thread.interrupted();
        }
        clouds.source.faults().clear();
        clouds.target.faults().clear();
        return over.get();
    }

    private static boolean isReading(Faults.Asked asked) {
        return asked.method().equals("GET")
                || asked.method().equals("HEAD")
                || asked.path().endsWith("/tokens");
    }
}
