package io.jenkins.plugins.pumphouse.openstack;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads in which a line's HTTP client works: daemons with the cloud's name, gone soon after the last request. They get this
 * class's loader as context, not the caller's, which would otherwise be kept alive by them.
 */
final class LineThreads implements ThreadFactory {

    private static final long IDLE_SECONDS = 5;

    private final String name;

    private LineThreads(String cloud) {
        this.name = "pumphouse " + cloud;
    }

    static ThreadPoolExecutor forCloud(String cloud) {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), new LineThreads(cloud));
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(LineThreads.class.getClassLoader());
        return thread;
    }
}
