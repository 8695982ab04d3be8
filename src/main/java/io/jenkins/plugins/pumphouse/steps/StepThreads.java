package io.jenkins.plugins.pumphouse.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Where steps work that wait for others: daemons of their own, none kept when there is nothing to do. */
public final class StepThreads {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(threads());

    private StepThreads() {}

    public static Future<?> submit(Runnable work) {
        return THREADS.submit(work);
    }

    /** Prints a line into the build's log, which a restart has opened anew since the step began. */
    public static void say(StepContext context, String line) {
        try {
            context.get(TaskListener.class).getLogger().println(ConsoleText.lines(line));
        } catch (IOException e) {
            return; // the build is gone, and with it the reader of this line
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory threads() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "pumphouse-step-" + number.incrementAndGet());
            thread.setDaemon(true);
            // Else that of the thread that asks: often the script's, whose classes would live as long as this thread.
            thread.setContextClassLoader(StepThreads.class.getClassLoader());
            return thread;
        };
    }
}
