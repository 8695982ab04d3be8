package io.jenkins.plugins.pumphouse.pipeline.program;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** The main script, or one block of a step: it either waits for a step or can go on. */
final class ProgramThread implements Serializable {
    private static final long serialVersionUID = 1L;

    final int id;
    final Continuable code;
    final ContextValues values;
    /** The block that this is; null for the main script. */
    final ProgramBody body;

    /** What the script goes on with; null while it waits. */
    private Outcome pending = new Outcome(null, null);

    private ProgramStepContext context;
    private StepExecution execution;

    ProgramThread(int id, Continuable code, ContextValues values, ProgramBody body) {
        this.id = id;
        this.code = code;
        this.values = values;
        this.body = body;
    }

    /** The step that the thread waits for; null when it can go on. */
    ProgramStepContext context() {
        return context;
    }

    /** Null also while the step is being created. */
    StepExecution execution() {
        return execution;
    }

    void waitFor(ProgramStepContext context, StepExecution execution) {
        this.context = context;
        this.execution = execution;
    }

    void goOnWith(Outcome outcome) {
        context = null;
        execution = null;
        pending = outcome;
    }

    boolean canGoOn() {
        return pending != null;
    }

    Outcome takePending() {
        Outcome taken = pending;
        pending = null;
        return taken;
    }

    /** Whether the thread is a block of a step that the other one waits for. */
    boolean isBlockOf(ProgramThread other) {
        return body != null && body.thread() == other.id;
    }
}
