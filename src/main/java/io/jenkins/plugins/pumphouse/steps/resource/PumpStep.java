package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PlannedStep;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** What the steps that move resources have in common. */
public abstract class PumpStep extends PlannedStep {
    private final Verb verb;

    PumpStep(Verb verb) {
        this.verb = verb;
    }

    /** The arguments as the execution keeps them; a step adds its own. */
    PumpArguments arguments() {
        return new PumpArguments(getDescriptor().getFunctionName(), clouds(), isDryRun(), verb);
    }

    /**
     * Refuses what the step cannot be asked for; a setter cannot, as the form and the snippet generator call it, too.
     *
     * @throws AbortException saying what is allowed
     */
    void check() throws AbortException {}

    @Override
    public final StepExecution start(StepContext context) throws AbortException {
        check();
        return new MigrationExecution(context, arguments());
    }
}
