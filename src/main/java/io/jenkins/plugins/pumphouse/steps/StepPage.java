package io.jenkins.plugins.pumphouse.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What the page of the build shows of one step, however the step ends. */
final class StepPage {
    private final StepContext context;
    private final StepArguments arguments;
    /** Whether the page has something of this step. */
    private volatile boolean kept;

    private volatile Map<String, String> dashboards = Map.of();

    StepPage(StepContext context, StepArguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    /** What the page is kept from now on links to. */
    void linkTo(Map<String, String> addresses) {
        dashboards = addresses;
    }

    void keep(String name, Map<String, Object> report) throws IOException, InterruptedException {
        MigrationAction.of(context.get(Run.class)).add(name, dashboards, report);
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
                keep(arguments.step(), only(end, arguments.dryRun()));
            }
            link();
        } catch (IOException | RuntimeException e) {
            StepThreads.say(context, "the report could not be kept: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A report of nothing but how the step ended. */
    private static Map<String, Object> only(String end, boolean dryRun) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("changed", false);
        report.put("summary", end);
        report.put("dryRun", dryRun);
        return report;
    }
}
