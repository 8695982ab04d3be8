package io.jenkins.plugins.pumphouse.pipeline.program;

import com.cloudbees.groovy.cps.Outcome;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import groovy.lang.Closure;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.pipeline.script.ScriptCompiler;
import io.jenkins.plugins.pumphouse.pipeline.script.ScriptHost;
import io.jenkins.plugins.pumphouse.pipeline.script.StepCall;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs a program. One thread of its own touches the program: a piece of script runs there until it calls a step, and
 * what ends a step, wherever that happens, is queued for it.
 */
public final class Engine {
    private final PipelineSettings settings;
    private final PipelineRun run;
    private final Program program;
    private final Console console;
    private final TaskListener listener;
    private final PendingInputs inputs;
    private final ProgramFile file;
    private final ContextObjects objects = new ContextObjects(this);
    private final StepStarter starter = new StepStarter(this);
    private final Interruptions interruptions = new Interruptions(this);
    private final ProgramQueue queue = new ProgramQueue(e -> finish(new Outcome(null, e)));
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final CompletableFuture<PipelineResult> end = new CompletableFuture<>();
    private volatile boolean killed;

    private Engine(SavedProgram saved, PrintStream log) throws IOException {
        settings = saved.settings();
        run = new PipelineRun(settings);
        console = new Console(saved, log);
        listener = new ConsoleListener(console);
        inputs = new PendingInputs(settings.approving());
        file = new ProgramFile(settings.programFile());
        program = saved.read(this);
    }

    /** A run that has not started. */
    public static Engine create(PipelineSettings settings, PrintStream log) throws IOException {
        return new Engine(SavedProgram.fresh(settings), log);
    }

    /** A run as it was saved, not yet resumed. */
    public static Engine load(byte[] saved, PrintStream log) throws IOException {
        return new Engine(SavedProgram.of(saved), log);
    }

    public void start() {
        queue.post(() -> {
            print("Start of Pipeline");
            advance(program.start(new ScriptCompiler().compile(settings.script())));
        });
    }

    /** Goes on where the saved run was: every running step is told, every script that can goes on. */
    public void resume() {
        queue.post(() -> {
            console.logger().println("Resuming build after a restart");
            List<ProgramThread> threads = program.threads();
            threads.forEach(this::resume);
            threads.stream().filter(ProgramThread::canGoOn).forEach(this::advance);
        });
    }

    /** A step that had ended, and whose script did not come to know it, has ended now. */
    private void resume(ProgramThread thread) {
        if (thread.context() != null && thread.context().isSettled()) {
            if (program.blockOf(thread).isEmpty()) {
                settle(thread.context(), thread.context().outcome());
            }
        } else if (thread.execution() != null) {
            thread.execution().onResume();
        }
    }

    /** Stops what runs, as a user's click does. */
    public void interrupt(Throwable cause) {
        queue.post(() -> program.innermost().forEach(thread -> interruptions.stop(thread, cause)));
    }

    /** Ends the steps of what runs, and tells them nothing: the second click of a user who aborts. */
    public void terminate(Throwable cause) {
        queue.post(() -> program.innermost().stream()
                .map(ProgramThread::context)
                .filter(context -> context != null && !context.isSettled())
                .forEach(context -> context.terminate(cause)));
    }

    /** Ends the build as an administrator does who kills it hard: its steps are told nothing. */
    public void endWithoutItsSteps() throws IOException {
        run.ended();
        killed = true;
        console.close();
        queue.stop();
    }

    /** After a hard kill Jenkins answers no step that asks for what is around it. */
    boolean isGone() {
        return killed && !run.isBuilding();
    }

    /**
     * Lets go of everything without a word to anyone, as a power cut does: steps that still run here talk to nobody.
     */
    public void kill() {
        killed = true;
        console.close();
        queue.stop();
    }

    /**
     * The state of the run, with all its steps.
     *
     * @throws IOException when something in it cannot be saved
     */
    public byte[] save() throws Exception {
        return queue.call(() -> {
            run.save();
            return SavedProgram.write(settings, program, console);
        });
    }

    /** Waits for a step of that name to run; false when it has not come in time, or the run has ended. */
    public boolean awaitStep(String function, Duration patience) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                if (queue.call(() -> program.waitsFor(function))) {
                    return true;
                }
                console.awaitLine(Duration.ofMillis(10));
            }
        } catch (CancellationException e) {
            // The run has ended without the step.
        }
        return false;
    }

    /** The node of a running step of that name. */
    public FlowNode node(String function) throws Exception {
        return queue.call(() -> program.context(function).node());
    }

    /** What the run is doing, and what it has printed. */
    public String situation() throws Exception {
        try {
            return "it waits for " + queue.call(program::steps) + "\n" + console.text();
        } catch (CancellationException e) {
            return "it has ended\n" + console.text();
        }
    }

    /** Completed when the run ends; by an error when a step broke the rules of its context. */
    public CompletableFuture<PipelineResult> end() {
        return end;
    }

    public PipelineRun run() {
        return run;
    }

    public Console console() {
        return console;
    }

    public PendingInputs inputs() {
        return inputs;
    }

    PipelineSettings settings() {
        return settings;
    }

    Program program() {
        return program;
    }

    ContextObjects objects() {
        return objects;
    }

    TaskListener listener() {
        return listener;
    }

    /** The context of a call, which the thread waits for from now on. */
    ProgramStepContext context(ProgramThread thread, String function, Closure<?> body) {
        ProgramStepContext context = new ProgramStepContext(this, program.nextId(), thread, function, body);
        thread.waitFor(context, null);
        return context;
    }

    void settle(ProgramStepContext context, Outcome outcome) {
        if (killed) {
            return;
        }
        queue.post(() -> {
            Optional<ProgramThread> block = program.blockOf(program.thread(context.thread()));
            if (block.isEmpty()) {
                goOn(context);
            } else if (!outcome.isSuccess()) {
                interruptions.fail(block.get(), outcome.getAbnormal());
            }
        });
    }

    /** The script goes on behind a step that has ended, and so has its block. */
    private void goOn(ProgramStepContext context) {
        ProgramThread thread = program.thread(context.thread());
        if (context.hasBody()) {
            print("// " + context.function());
        }
        thread.goOnWith(context.outcome());
        advance(thread);
    }

    void startBlock(ProgramBody body, Closure<?> block, ContextValues values, String displayName) {
        queue.run(() -> {
            print(displayName == null ? "{" : "{ (" + displayName + ")");
            ProgramThread thread = program.add(Program.code(block), values, body);
            body.started();
            queue.post(() -> advance(thread));
        });
    }

    Collection<StepExecution> innermost(ProgramBody body) {
        return program.innermost(body).stream()
                .map(ProgramThread::execution)
                .filter(Objects::nonNull)
                .toList();
    }

    void stop(ProgramBody body, Throwable cause) {
        queue.post(() -> program.innermost(body).forEach(thread -> interruptions.stop(thread, cause)));
    }

    /** Something that no step may do: it fails the run's test, whatever the script makes of it. */
    IllegalStateException violation(String what) {
        violations.add(what);
        return new IllegalStateException(what);
    }

    ListenableFuture<Void> saveState() {
        SettableFuture<Void> saved = SettableFuture.create();
        queue.run(() -> {
            keep(true);
            saved.set(null);
        });
        return saved;
    }

    private void advance(ProgramThread thread) {
        ScriptHost.RUNNING.set(new ProgramHost(this, thread.values));
        Outcome outcome = thread.code.run0(thread.takePending(), ScriptCompiler.CATEGORIES);
        ScriptHost.RUNNING.remove();
        if (thread.code.isResumable()) {
            starter.invokeStep(thread, (StepCall) outcome.getNormal());
        } else if (thread.body == null) {
            finish(outcome);
            return;
        } else {
            program.remove(thread);
            print("}");
            ProgramStepContext step = thread.body.owner();
            boolean awaited = step.isSettled();
            step.hear(() -> thread.body.ended(outcome));
            if (awaited && program.blockOf(program.thread(step.thread())).isEmpty()) {
                queue.post(() -> goOn(step));
            }
        }
        keep(false);
    }

    /** Writes the program file, if there is one; without one, a step's wish still shows what cannot be saved. */
    private void keep(boolean wished) {
        if (!wished && !file.isKept()) {
            return;
        }
        try {
            file.write(save());
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void finish(Outcome outcome) {
        Throwable failure = outcome.getAbnormal();
        Result result = failure instanceof FlowInterruptedException interruption
                ? interruption.getResult()
                : failure == null ? Result.SUCCESS : Result.FAILURE;
        run.setResult(result);
        print("End of Pipeline");
        if (failure != null) {
            console.report(failure);
        }
        console.logger().println("Finished: " + run.getResult());
        try {
            run.ended();
            file.delete();
        } catch (IOException e) {
            violation("The build cannot be saved: " + e);
        }
        console.end();
        queue.stop();
        if (violations.isEmpty()) {
            end.complete(new PipelineResult(run.getResult(), failure, console.text()));
        } else {
            end.completeExceptionally(new AssertionError(String.join("\n", violations) + "\n" + console.text()));
        }
    }

    private void print(String line) {
        console.logger().println("[Pipeline] " + line);
    }
}
