package io.jenkins.plugins.pumphouse.pipeline.agent;

import hudson.remoting.Callable;
import hudson.remoting.Channel;
import hudson.remoting.Future;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The channel to an agent that lives in this JVM, behind class loader and serialization.
 *
 * <p>A {@code TaskListener} may travel, as in Jenkins: the far side prints through it into the console, late. So may an
 * exported object: the far side then calls it here, until the call that brought it ends.
 */
final class AgentChannel extends Channel {
    private volatile boolean connected = true;
    private volatile boolean breaking;

    /** The agent's classes: created at the first call, one for the life of this JVM. */
    private ClassLoader classes;

    /** What was exported while a call was written. */
    private final ThreadLocal<List<RemoteReference>> exports = ThreadLocal.withInitial(ArrayList::new);

    void connected(boolean now) {
        connected = now;
    }

    /** The next call to the agent finds the connection broken; the one after it does not. */
    void breaksOnce() {
        breaking = true;
    }

    boolean isConnected() {
        return connected;
    }

    @Override
    @SuppressWarnings("unchecked") // what comes back is what call() of the same class returned, or threw
    public <V, T extends Throwable> V call(Callable<V, T> callable) throws IOException, T, InterruptedException {
        if (breaking) {
            breaking = false;
            throw new Closed();
        }
        exports.get().clear();
        RemoteCall<byte[]> call = start(callable);
        List<RemoteReference> sent = List.copyOf(exports.get());
        try {
            CallResponse response = (CallResponse) Wire.fromAgent(answer(call));
            if (response.failure() != null) {
                throw (T) response.failure();
            }
            return (V) response.value();
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw new IOException(
                    "The agent cannot run " + callable.getClass().getName() + ": " + e.getCause(), e.getCause());
        } finally {
            sent.forEach(RemoteReference::release);
        }
    }

    /**
     * What the agent answers; when it is lost meanwhile, it interrupts the call, and nobody hears of what has come of
     * it.
     */
    private byte[] answer(RemoteCall<byte[]> call) throws IOException, InterruptedException, ExecutionException {
        while (connected) {
            try {
                byte[] answer = call.get(20, TimeUnit.MILLISECONDS);
                if (connected) {
                    return answer;
                }
            } catch (TimeoutException e) {
                continue;
            }
        }
        call.cancel(true);
        throw new Closed();
    }

    /** As Remoting says it: no class of its own alone, but also this one of the JDK. */
    private static final class Closed extends ClosedChannelException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            return "The channel to the agent is closed";
        }
    }

    @Override
    public <V, T extends Throwable> Future<V> callAsync(Callable<V, T> callable) {
        return RemoteCall.start(() -> call(callable));
    }

    @Override
    public <T> T export(Class<T> type, T instance) {
        RemoteReference reference = RemoteReference.to(instance, this);
        exports.get().add(reference);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, reference));
    }

    private synchronized ClassLoader classes() {
        if (classes == null) {
            classes = new AgentClassLoader();
        }
        return classes;
    }

    private byte[] written(Callable<?, ?> callable) throws IOException {
        Channel former = setCurrent(this);
        try {
            return Wire.write(callable);
        } finally {
            setCurrent(former);
        }
    }

    private RemoteCall<byte[]> start(Callable<?, ?> callable) throws IOException {
        byte[] request = written(callable);
        return RemoteCall.start(() -> {
            Thread.currentThread().setContextClassLoader(classes());
            List<LateListener> listeners = new ArrayList<>();
            Callable<?, ?> received = (Callable<?, ?>) Wire.read(request, classes(), listeners);
            CallResponse response;
            try {
                response = new CallResponse(received.call(), null);
            } catch (Throwable e) {
                response = new CallResponse(null, e);
            }
            listeners.forEach(LateListener::end);
            return Wire.write(response);
        });
    }
}
