package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.Fit;
import io.jenkins.plugins.pumphouse.steps.PlannedStep;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps that move resources have in common. */
public abstract class PumpStep extends PlannedStep {
    private static final String CONTINUE = "continue";
    private static final String STOP = "stop";

    private final Verb verb;
    private String plan;
    private String onFailure = CONTINUE;
    private int maxFailures;
    private String fit = Fit.WARN.word();

    PumpStep(Verb verb) {
        this.verb = verb;
    }

    public String getPlan() {
        return plan;
    }

    /** @param plan a file of the workspace with the plan to apply; in a dry run where to write it */
    @DataBoundSetter
    public void setPlan(String plan) {
        this.plan = Util.fixEmptyAndTrim(plan);
    }

    public String getOnFailure() {
        return onFailure;
    }

    /** @param onFailure {@code stop} to begin no further object after one has failed, or {@code continue} */
    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        this.onFailure = orUsual(onFailure, CONTINUE);
    }

    public int getMaxFailures() {
        return maxFailures;
    }

    /** @param maxFailures failed objects after which no further one begins; 0 for no bound */
    @DataBoundSetter
    public void setMaxFailures(int maxFailures) {
        this.maxFailures = maxFailures;
    }

    public String getFit() {
        return fit;
    }

    /** @param fit {@code fail} to write nothing where the target lacks what the plan needs, or {@code warn} */
    @DataBoundSetter
    public void setFit(String fit) {
        this.fit = orUsual(fit, Fit.WARN.word());
    }

    /** What it does with what it was asked for. */
    Verb verb() {
        return verb;
    }

    /** The arguments as the execution keeps them; a step adds its own. */
    PumpArguments arguments() {
        PumpArguments arguments = new PumpArguments(getDescriptor().getFunctionName(), clouds(), isDryRun(), verb());
        arguments.plan = plan;
        arguments.fit = fit;
        arguments.mostFailures = onFailure.equals(STOP) ? Integer.valueOf(1) : maxFailures == 0 ? null : maxFailures;
        return arguments;
    }

    /**
     * Refuses what the step cannot be asked for; a setter cannot, as the form and the snippet generator call it, too.
     *
     * @throws AbortException saying what is allowed
     */
    void check() throws AbortException {}

    @Override
    public final StepExecution start(StepContext context) throws AbortException {
        checkOneOf("onFailure", onFailure, List.of(STOP, CONTINUE));
        checkOneOf("fit", fit, Fit.words());
        checkRange("maxFailures", maxFailures, 0, 1_000_000);
        if (onFailure.equals(STOP) && maxFailures > 1) {
            throw refusal("onFailure: 'stop' stops after the first failure, and maxFailures: " + maxFailures
                    + " after others. Leave one of the two out.");
        }
        check();
        return new MigrationExecution(context, arguments(context));
    }

    /** The arguments, with what only the build that runs the step knows. */
    PumpArguments arguments(StepContext context) throws AbortException {
        return arguments();
    }
}
