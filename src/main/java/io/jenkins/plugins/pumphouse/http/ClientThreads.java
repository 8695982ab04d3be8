package io.jenkins.plugins.pumphouse.http;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads in which an HTTP client works: daemons with the name of the service, gone soon after the last request.
 * They get this class's loader as context, not the caller's, which would otherwise be kept alive by them.
 */
final class ClientThreads implements ThreadFactory {

    private static final long IDLE_SECONDS = 5;

    /** What a request does in them blocks nothing but the first look for a host's address, so few are enough. */
    private static final int FOR_REQUESTS = 2;

    private final String name;

    private ClientThreads(String service) {
        this.name = "pumphouse " + service;
    }

    /**
     * For requests whose callers wait in threads of their own.
     *
     * @param service what the operator calls the service; part of the threads' names
     */
    static ThreadPoolExecutor forRequests(String service) {
        ThreadPoolExecutor few = new ThreadPoolExecutor(
                FOR_REQUESTS,
                FOR_REQUESTS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new ClientThreads(service));
        few.allowCoreThreadTimeOut(true);
        return few;
    }

    /** For bodies, each of which takes a thread until its end. */
    static ThreadPoolExecutor forBodies(String service) {
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
