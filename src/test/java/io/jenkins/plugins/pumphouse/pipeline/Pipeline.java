package io.jenkins.plugins.pumphouse.pipeline;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.program.Engine;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineRun;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * One build of a Jenkinsfile, run here instead of in Jenkins.
 *
 * <pre>{@code
 * PipelineResult result = Pipeline.of("node { pumpRoles() }").workspace(directory).run();
 * }</pre>
 *
 * <p>A run may be saved in the middle, killed, and resumed from what was saved, here or in another JVM. Everything that
 * waits gives up after the {@link #patience} and says what the run was doing.
 */
public final class Pipeline {
    private final String script;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private String job = "pipeline";
    private int number = 1;
    private Path workspace;
    private Path buildDirectory;
    private Path programFile;
    private Workspace.Node node = Workspace.Node.AGENT;
    private boolean approving = true;
    private PrintStream log = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private Duration patience = Duration.ofMinutes(3);
    private byte[] saved;
    private PipelineRun previous;
    private Engine engine;

    private Pipeline(String script) {
        this.script = script;
    }

    /** A build of this Jenkinsfile. */
    public static Pipeline of(String jenkinsfile) {
        return new Pipeline(jenkinsfile);
    }

    /** A build of the Jenkinsfile in this file. */
    public static Pipeline ofFile(Path jenkinsfile) throws IOException {
        return new Pipeline(Files.readString(jenkinsfile));
    }

    /** The build that was saved; it waits to be {@linkplain #resume() resumed}. */
    public static Pipeline load(byte[] saved) {
        Pipeline pipeline = new Pipeline("");
        pipeline.saved = saved.clone();
        return pipeline;
    }

    /** The name of the job and the number of the build, from 1. */
    public Pipeline build(String name, int buildNumber) {
        job = name;
        number = buildNumber;
        return this;
    }

    /** The next build of the same job after one that has been started. */
    public Pipeline after(Pipeline earlier) {
        previous = earlier.build();
        return build(earlier.job, earlier.number + 1);
    }

    /** The directory that {@code node} gives to its block; by default a new temporary one. */
    public Pipeline workspace(Path directory) {
        workspace = directory;
        return this;
    }

    /** The build's own directory, with its artifacts; by default a new temporary one. */
    public Pipeline buildDirectory(Path directory) {
        buildDirectory = directory;
        return this;
    }

    /** What {@code params} has. */
    public Pipeline parameters(Map<String, ?> values) {
        parameters.putAll(values);
        return this;
    }

    /** Lets {@code node} run its block without a channel, as Jenkins' built-in node does. */
    public Pipeline onBuiltInNode() {
        node = Workspace.Node.BUILT_IN;
        return this;
    }

    /** Lets {@code input} wait for {@link #approve()}; else it goes on at once. */
    public Pipeline holdingInputs() {
        approving = false;
        return this;
    }

    /**
     * A file that holds the latest state after every step, for {@link #load} after a crash; it is deleted when the run
     * ends.
     */
    public Pipeline programFile(Path file) {
        programFile = file;
        return this;
    }

    /** Where the console goes, besides the result. */
    public Pipeline log(PrintStream stream) {
        log = stream;
        return this;
    }

    /** How long to wait for anything; three minutes unless told otherwise. */
    public Pipeline patience(Duration longest) {
        patience = longest;
        return this;
    }

    /** Runs the build to its end. */
    public PipelineResult run() throws Exception {
        return start().await();
    }

    public Pipeline start() throws IOException {
        engine = Engine.create(settings(), log);
        engine.run().follow(previous);
        engine.start();
        return this;
    }

    /** Starts a {@linkplain #load loaded} build where it was saved. */
    public Pipeline resume() throws IOException {
        engine = Engine.load(saved, log);
        engine.resume();
        return this;
    }

    /** A hard kill: the build has ended, and its steps are told nothing. */
    public void endWithoutItsSteps() throws Exception {
        engine.endWithoutItsSteps();
    }

    /** What the running step of that name hangs its actions on. */
    public FlowNode node(String function) throws Exception {
        return engine.node(function);
    }

    /**
     * The end of the build.
     *
     * @throws AssertionError when it does not come in time, or when a step broke the rules, as by ending twice
     */
    public PipelineResult await() throws Exception {
        try {
            return engine.end().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "The pipeline has not ended in " + patience.toSeconds() + " s; " + engine.situation(), e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        }
    }

    /** Waits until the step of that name runs, and has not ended. */
    public Pipeline awaitStep(String function) throws Exception {
        if (!engine.awaitStep(function, patience)) {
            throw new AssertionError("Step " + function + " does not run; " + engine.situation());
        }
        return this;
    }

    /** Waits until the words are printed. */
    public Pipeline awaitConsole(String words) throws Exception {
        if (!engine.console().await(words, patience)) {
            throw new AssertionError("\"" + words + "\" was not printed; " + engine.situation());
        }
        return this;
    }

    /** The whole state of the running build. */
    public byte[] save() throws Exception {
        return engine.save();
    }

    /**
     * Ends the run as a crash would: no step is told, nothing is printed, and what steps still do in this JVM reaches
     * nobody. For a death of the steps' work too, run the build in a JVM of its own, see {@link PipelineCommand}.
     */
    public void kill() {
        engine.kill();
    }

    /** Aborts the run as a user does. */
    public Pipeline abort() {
        engine.interrupt(new FlowInterruptedException(Result.ABORTED, true, new AbortedByUser()));
        return this;
    }

    /** "Forcibly terminate running steps": they are told nothing. */
    public Pipeline terminate() {
        engine.terminate(new FlowInterruptedException(Result.ABORTED, true));
        return this;
    }

    /** Approves what {@code input} has asked, or asks soon: after a restart it does so beside all else. */
    public Pipeline approve() {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!engine.inputs().approve()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Nothing waits for an approval");
            }
            LockSupport.parkNanos(10_000_000);
        }
        return this;
    }

    /** The build, with its actions. */
    public PipelineRun build() {
        return engine.run();
    }

    private PipelineSettings settings() throws IOException {
        Path directory = workspace == null ? ScratchDirectories.create("workspace") : workspace;
        Path ownDirectory = buildDirectory == null ? ScratchDirectories.create("build") : buildDirectory;
        return new PipelineSettings(
                script,
                job,
                number,
                directory.toAbsolutePath().toString(),
                ownDirectory.toAbsolutePath().toString(),
                new LinkedHashMap<>(parameters),
                node,
                approving,
                programFile == null ? null : programFile.toAbsolutePath().toString());
    }

    private static final class AbortedByUser extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Aborted by user";
        }
    }
}
