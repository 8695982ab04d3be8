package io.jenkins.plugins.pumphouse.pipeline.program;

import io.jenkins.plugins.pumphouse.pipeline.binding.BoundArguments;
import io.jenkins.plugins.pumphouse.pipeline.script.StepCall;
import org.jenkinsci.plugins.workflow.steps.MissingContextVariableException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** From the call of a step to its running execution. */
final class StepStarter {
    private final Engine engine;

    StepStarter(Engine engine) {
        this.engine = engine;
    }

    void invokeStep(ProgramThread thread, StepCall call) {
        engine.console().logger().println("[Pipeline] " + call.function());
        if (thread.body != null) {
            thread.body.called();
        }
        StepDescriptor descriptor = call.descriptor();
        ProgramStepContext context;
        BoundArguments arguments;
        try {
            arguments = BoundArguments.of(descriptor, call.arguments());
            context = engine.context(thread, call.function(), arguments.body());
        } catch (RuntimeException e) {
            engine.context(thread, call.function(), null).onFailure(e);
            return;
        }
        try {
            if (arguments.body() == null && descriptor.takesImplicitBlockArgument()) {
                throw new IllegalStateException(descriptor.getFunctionName() + " step must be called with a body");
            }
            checkContext(descriptor, context);
            StepExecution execution =
                    arguments.bind(descriptor, engine.listener()).start(context);
            thread.waitFor(context, execution);
            if (execution.start() && !context.isSettled()) {
                throw engine.violation(call.function() + " says that it is done and has not ended");
            }
        } catch (Exception | Error e) {
            context.onFailure(e);
        }
    }

    private static void checkContext(StepDescriptor descriptor, StepContext context) throws Exception {
        for (Class<?> type : descriptor.getRequiredContext()) {
            if (context.get(type) == null) {
                throw new MissingContextVariableException(type, descriptor);
            }
        }
    }
}
