package jenkins.util;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

public class Timer {
    private static final int THREADS = 10; // as many as Jenkins has for all plugins together
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ScheduledThreadPoolExecutor EXECUTOR = new ScheduledThreadPoolExecutor(THREADS, task -> {
        Thread thread = new Thread(task, "jenkins.util.Timer [#" + COUNT.incrementAndGet() + "]");
        thread.setDaemon(true);
        return thread;
    });

    private Timer() {}

    public static ScheduledExecutorService get() {
        return EXECUTOR;
    }
}
