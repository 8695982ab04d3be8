package io.jenkins.plugins.pumphouse.pipeline.agent;

import hudson.remoting.Callable;
import hudson.remoting.Future;
import hudson.remoting.VirtualChannel;

/** The channel of the built-in node: no channel at all. */
final class LocalChannel implements VirtualChannel {
    @Override
    public <V, T extends Throwable> V call(Callable<V, T> callable) throws T {
        return callable.call();
    }

    @Override
    public <V, T extends Throwable> Future<V> callAsync(Callable<V, T> callable) {
        return RemoteCall.start(callable::call);
    }
}
