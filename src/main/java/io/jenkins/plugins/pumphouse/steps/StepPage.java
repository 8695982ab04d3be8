package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.report.RunningSteps;
import io.jenkins.plugins.pumphouse.report.RunningSteps.RunningStep;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;

/** What a build shows of one step: on its page, however the step ends, and in views of its stages. */
public final class StepPage {
    private static final Logger LOGGER = Logger.getLogger(StepPage.class.getName());

    private final StepContext context;
    private final StepArguments arguments;
    /** Whether the page has something of this step. */
    private volatile boolean kept;

    /** Whether it could not be given something: then the step fails with the words for that. */
    private volatile boolean unkept;

    /** True after a restart, too: what has begun before it is stored with the build. */
    private volatile boolean perhapsPaused = true;

    /** Null until it has begun. */
    private RunningStep running;

    /** The build that shows it: at the end nobody may ask for it, as it may be gone or the thread interrupted. */
    private volatile Run<?, ?> shownBy;

    /** Its own; null until the step has begun. */
    private volatile FlowNode node;

    /** Null until somebody has asked for it. */
    private volatile FirstChange firstChange;

    private boolean over;

    private volatile Map<String, String> dashboards = Map.of();

    StepPage(StepContext context, StepArguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    /** What is kept from now on links its objects to these dashboards of the clouds. */
    public void linkTo(Map<String, String> addresses) {
        dashboards = addresses;
    }

    void keep(String name, Map<String, Object> report) throws IOException, InterruptedException {
        try {
            MigrationAction.of(shownBy == null ? context.get(Run.class) : shownBy)
                    .add(name, dashboards, signed(report));
        } catch (IOException e) { // no fault of the pipeline: a full disk, above all
            unkept = true;
            throw new AbortException(ConsoleText.line(name + ": its report could not be kept with the build: "
                    + e.getMessage() + ". What was done stays. When that is mended, run the step again: it does only"
                    + " what is missing."));
        }
        kept();
    }

    /** With the name of the agent that did the work; outside of {@code node}, or where nobody can say it, without. */
    private Map<String, Object> signed(Map<String, Object> report) throws InterruptedException {
        Map<String, Object> signed = new LinkedHashMap<>(report);
        try {
            String agent = context.get(EnvVars.class).get("NODE_NAME", "");
            if (!agent.isEmpty()) {
                signed.put("agent", agent);
            }
        } catch (IOException
                | RuntimeException e) { // other people's code computes it; the report must not be lost for it
            LOGGER.log(Level.FINE, "A report does not say where the work was done", e);
        }
        return signed;
    }

    /** The page has something of this step. */
    public void kept() {
        kept = true;
    }

    /** Prints the link to the page. */
    public void link() throws IOException, InterruptedException {
        TaskListener log = context.get(TaskListener.class);
        log.hyperlink("/" + context.get(Run.class).getUrl() + MigrationAction.URL, "pumphouse report");
        log.getLogger().println();
    }

    /** The page shows from now on what the step does, until {@link #end}. */
    synchronized void begin(Supplier<String> status) {
        if (running == null && !over) {
            RunningStep begun = new RunningStep(arguments.step(), status);
            running = begun;
            at(Run.class, build -> {
                MigrationAction.of(build);
                RunningSteps.add(build, begun);
                shownBy = build;
            });
            atNode(own -> node = own);
        }
    }

    /** Where the build keeps whether the step has changed anything yet. */
    FirstChange firstChange() throws IOException, InterruptedException {
        firstChange = new FirstChange(
                MigrationAction.of(context.get(Run.class)).directory().toPath(),
                context.get(FlowNode.class).getId());
        return firstChange;
    }

    /** Whether the build of a step that has begun has ended. */
    boolean isBuildOver() {
        Run<?, ?> build = shownBy;
        return build != null && !build.isBuilding();
    }

    /** Whether the step has ended for its build, which may not have told it. */
    boolean isStepOver() {
        FlowNode own = node;
        return own != null && !own.isActive();
    }

    /** The step ends: it does nothing any more, and waits for nobody. */
    synchronized void end() {
        over = true;
        endPause();
        if (shownBy != null) {
            RunningSteps.remove(shownBy, running);
        }
        FirstChange known = firstChange;
        if (known != null) {
            known.end();
        }
    }

    /** Begins the time in which the step does nothing but wait for another, unless it has begun. */
    void pause(String cause) {
        atNode(node -> {
            if (!PauseAction.isPaused(node)) {
                node.addAction(new PauseAction(cause));
            }
            perhapsPaused = true;
        });
    }

    /** Ends it: Jenkins would count a pause that is left open for ever. */
    void endPause() {
        if (perhapsPaused) {
            atNode(node -> {
                if (PauseAction.isPaused(node)) {
                    PauseAction.endCurrentPause(node);
                }
                perhapsPaused = false;
            });
        }
    }

    private void atNode(Work<FlowNode> work) {
        at(FlowNode.class, work);
    }

    private interface Work<T> {
        void on(T place) throws IOException;
    }

    /** Without the build's record, which may be unreadable, there is nobody to be told. */
    private synchronized <T> void at(Class<T> type, Work<T> work) {
        try {
            T place = context.get(type);
            if (place != null) {
                work.on(place);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "What a step does is not shown", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Prints the link to the page, which shows this end if it has nothing else of the step. Where the page could not be
     * given what was done, the step's failure says so, and nothing is said twice.
     *
     * @param whole adds what is known of earlier tries
     */
    void tell(String end, UnaryOperator<Map<String, Object>> whole) {
        if (unkept && !kept) {
            return;
        }
        try {
            if (!kept) {
                keep(arguments.step(), whole.apply(only(end, arguments.dryRun())));
            }
            link();
        } catch (AbortException e) {
            StepThreads.say(context, e.getMessage());
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
