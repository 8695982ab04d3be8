package io.jenkins.plugins.pumphouse.pipeline.program;

import hudson.model.TaskListener;
import java.io.PrintStream;

/** Prints into the console of a run; saved as a reference to it. */
final class ConsoleListener implements TaskListener {
    private static final long serialVersionUID = 1L;

    private final transient PrintStream logger;

    ConsoleListener(Console console) {
        this.logger = console.logger();
    }

    @Override
    public PrintStream getLogger() {
        return logger;
    }
}
