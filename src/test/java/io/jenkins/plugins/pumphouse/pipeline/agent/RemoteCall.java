package io.jenkins.plugins.pumphouse.pipeline.agent;

import hudson.remoting.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** A call that runs on a thread of its own; cancelling it interrupts the thread, as an agent does. */
final class RemoteCall<V> extends FutureTask<V> implements Future<V> {
    private RemoteCall(Callable<V> call) {
        super(call);
    }

    static <V> RemoteCall<V> start(Work<V> work) {
        RemoteCall<V> call = new RemoteCall<>(() -> {
            try {
                return work.run();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
        Thread thread = new Thread(call, "agent");
        thread.setDaemon(true);
        thread.start();
        return call;
    }

    /** What a call does. */
    interface Work<V> {
        V run() throws Throwable;
    }
}
