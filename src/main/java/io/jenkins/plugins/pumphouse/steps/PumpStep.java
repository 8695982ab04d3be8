package io.jenkins.plugins.pumphouse.steps;

import io.jenkins.plugins.pumphouse.migration.Verb;
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
        PumpArguments arguments = new PumpArguments(getDescriptor().getFunctionName(), verb);
        arguments.clouds = clouds();
        arguments.dryRun = isDryRun();
        return arguments;
    }

    @Override
    public final StepExecution start(StepContext context) {
        return new PumpExecution(context, arguments());
    }
}
