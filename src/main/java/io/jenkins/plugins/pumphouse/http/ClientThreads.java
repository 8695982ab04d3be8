package io.jenkins.plugins.pumphouse.http;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads in which an HTTP client works: daemons with the name of the service, gone soon after the last request.
 * They get this class's loader as context, not the caller's, which would otherwise be kept alive by them.
 */
public final class ClientThreads implements ThreadFactory {

    private static final long IDLE_SECONDS = 5;

    private final String name;

    private ClientThreads(String service) {
        this.name = "pumphouse " + service;
    }

    /** @param service what the operator calls the service; part of the threads' names */
    public static ThreadPoolExecutor forService(String service) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new ClientThreads(service));
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClientThreads.class.getClassLoader());
        return thread;
    }
}
