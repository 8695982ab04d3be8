package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands at the doors of both clouds and acts once, at one write: right before it is done, or before it is answered.
 */
final class WriteGate implements Faults.Gatekeeper {
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicBoolean struck = new AtomicBoolean();
    private final int write;
    private final boolean done;
    private final boolean closes;
    private final Predicate<Faults.Asked> act;

    /**
     * @param write the number of the write, counted from 1 over both clouds
     * @param done whether that write is done before
     * @param closes whether nothing passes any more afterwards, neither request nor answer
     * @param act is given the request, in the thread that serves it; false lets it be asked again at the next write
     */
    WriteGate(int write, boolean done, boolean closes, Predicate<Faults.Asked> act) {
        this.write = write;
        this.done = done;
        this.closes = closes;
        this.act = act;
    }

    void guard(CloudPair pair) {
        pair.source.faults().gatekeeper(this);
        pair.target.faults().gatekeeper(this);
    }

    boolean hasStruck() {
        return struck.get();
    }

    @Override
    public boolean admits(Faults.Asked asked) {
        if (!isOpen()) {
            return false;
        }
        if (isWrite(asked) && writes.incrementAndGet() >= write && !done) {
            strike(asked);
        }
        return isOpen();
    }

    @Override
    public boolean answers(Faults.Asked asked, int status) {
        if (done && isWrite(asked) && writes.get() >= write) {
            strike(asked);
        }
        return isOpen();
    }

    private boolean isOpen() {
        return !(closes && struck.get());
    }

    private void strike(Faults.Asked asked) {
        if (struck.compareAndSet(false, true)) {
            struck.set(act.test(asked));
        }
    }

    static boolean isWrite(Faults.Asked asked) {
        return !asked.method().equals("GET")
                && !asked.method().equals("HEAD")
                && !asked.path().endsWith("/tokens");
    }
}
