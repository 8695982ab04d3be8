package io.jenkins.plugins.pumphouse.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What the page of the build shows of one step, however the step ends. */
final class StepPage {
    private final StepContext context;
    private final StepArguments arguments;
    /** Whether the page has something of this step. */
    private volatile boolean kept;

    StepPage(StepContext context, StepArguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    void keep(String name, Map<String, Object> report) throws IOException, InterruptedException {
        MigrationAction.of(context.get(Run.class)).add(name, report);
        kept();
    }

    void kept() {
        kept = true;
    }

    /** Prints the link to the page. */
    void link() throws IOException, InterruptedException {
        MigrationAction.link(context.get(Run.class), context.get(TaskListener.class));
    }

    /** Prints the link to the page, which shows this end if it has nothing else of the step. */
    void tell(String end) {
        try {
            if (!kept) {
                keep(arguments.step(), MigrationAction.only(end, arguments.dryRun()));
            }
            link();
        } catch (IOException | RuntimeException e) {
            StepThreads.say(context, "the report could not be kept: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
