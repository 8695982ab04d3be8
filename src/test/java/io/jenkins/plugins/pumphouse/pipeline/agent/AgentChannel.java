package io.jenkins.plugins.pumphouse.pipeline.agent;

import hudson.remoting.Callable;
import hudson.remoting.Future;
import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The channel to an agent that lives in this JVM, behind class loader and serialization.
 *
 * <p>A {@code TaskListener} may travel, as in Jenkins: the far side prints through it into the console, late.
 */
final class AgentChannel implements VirtualChannel {
    private static final ClassLoader CONTROLLER = AgentChannel.class.getClassLoader();

    private volatile boolean connected = true;

    void connected(boolean now) {
        connected = now;
    }

    boolean isConnected() {
        return connected;
    }

    @Override
    @SuppressWarnings("unchecked") // what comes back is what call() of the same class returned, or threw
    public <V, T extends Throwable> V call(Callable<V, T> callable) throws IOException, T, InterruptedException {
        RemoteCall<byte[]> call = start(callable);
        try {
            Response response = (Response) Wire.read(answer(call), CONTROLLER);
            if (response.failure() != null) {
                throw (T) response.failure();
            }
            return (V) response.value();
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw new IOException("The agent cannot run " + callable.getClass().getName() + ": " + e.getCause(), e.getCause());
        }
    }

    /** What the agent answers; when it is lost meanwhile, it interrupts the call, and nobody hears of what has come of it. */
    private byte[] answer(RemoteCall<byte[]> call) throws IOException, InterruptedException, ExecutionException {
        while (connected) {
            try {
                return call.get(20, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            }
        }
        call.cancel(true);
        throw new IOException("The channel to the agent is closed");
    }

    @Override
    public <V, T extends Throwable> Future<V> callAsync(Callable<V, T> callable) {
        return RemoteCall.start(() -> call(callable));
    }

    private static RemoteCall<byte[]> start(Callable<?, ?> callable) throws IOException {
        byte[] request = Wire.write(callable);
        return RemoteCall.start(() -> {
            Thread.currentThread().setContextClassLoader(Agent.CLASSES);
            List<LateListener> listeners = new ArrayList<>();
            Callable<?, ?> received = (Callable<?, ?>) Wire.read(request, Agent.CLASSES, listeners);
            Response response;
            try {
                response = new Response(received.call(), null);
            } catch (Throwable e) {
                response = new Response(null, e);
            }
            listeners.forEach(LateListener::end);
            return Wire.write(response);
        });
    }

    /** Holds the agent's classes: created at the first call, one for the life of this JVM. */
    private static final class Agent {
        static final ClassLoader CLASSES = new AgentClassLoader();
    }
}
