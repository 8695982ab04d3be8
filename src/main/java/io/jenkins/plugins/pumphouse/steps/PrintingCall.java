package io.jenkins.plugins.pumphouse.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import jenkins.security.MasterToSlaveCallable;

/**
 * A call that prints into the build's log from where it runs. On an agent the log is a buffer which Jenkins sends on
 * about once a second: what a call leaves in it comes late, behind the lines of the next step, or never.
 */
abstract class PrintingCall<V> extends MasterToSlaveCallable<V, InterruptedException> {
    private static final long serialVersionUID = 1L;

    private final TaskListener listener;

    PrintingCall(TaskListener listener) {
        this.listener = listener;
    }

    @Override
    public final V call() throws InterruptedException {
        try {
            return work();
        } finally {
            listener.getLogger().flush();
        }
    }

    abstract V work() throws InterruptedException;

    final void print(String line) {
        listener.getLogger().println(ConsoleText.line(line));
    }
}
