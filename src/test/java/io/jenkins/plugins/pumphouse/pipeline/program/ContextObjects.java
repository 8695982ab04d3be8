package io.jenkins.plugins.pumphouse.pipeline.program;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.script.ScriptHost;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** What a step gets from its context: the values of the blocks around it, and what the run itself has. */
final class ContextObjects {
    private final Engine engine;

    ContextObjects(Engine engine) {
        this.engine = engine;
    }

    /**
     * The object of that type; null when there is none here.
     *
     * @throws IOException when it is of an agent that is away, with Jenkins' words
     * @throws NullPointerException when that agent was deleted, as Jenkins' inside of {@code dir} and {@code ws}, where
     *     it asks the computer that there is not why it is offline
     */
    <T> T get(Class<T> key, ProgramStepContext context) throws IOException {
        if (engine.isGone()) {
            throw new IOException(engine.run() + " did not yet start");
        }
        ContextValues values = context.values();
        if (key == FilePath.class || key == Launcher.class) {
            checkAgent(values);
        }
        if (key == EnvVars.class) {
            return key.cast(environment(values));
        }
        if (key == FlowNode.class) {
            return key.cast(context.node());
        }
        if (key == ScriptHost.class) {
            return key.cast(new ProgramHost(engine, values));
        }
        return values.nearest(key).or(() -> ofWorkspace(key, values)).orElseGet(() -> ofRun(key));
    }

    private static void checkAgent(ContextValues values) throws IOException {
        Optional<Workspace> away = values.nearest(Workspace.class)
                .filter(workspace -> !workspace.node().isConnected());
        if (away.isEmpty()) {
            return;
        }
        if (away.get().node().isDeleted()) {
            throw new NullPointerException(
                    "Cannot invoke \"hudson.model.Computer.getOfflineCause()\" because \"c\" is null");
        }
        throw new IOException("Unable to create live FilePath for AGENT");
    }

    /** The variables as the steps at that place see them. */
    EnvVars environment(ContextValues values) {
        PipelineRun run = engine.run();
        EnvVars environment = new EnvVars(Map.of(
                "JOB_NAME", run.getParent().getFullName(),
                "BUILD_NUMBER", run.getId(),
                "BUILD_ID", run.getId(),
                "BUILD_DISPLAY_NAME", run.getDisplayName(),
                "BUILD_TAG", "jenkins-" + run.getParent().getFullName() + "-" + run.getId()));
        engine.program().parameters().forEach((name, value) -> environment.put(name, String.valueOf(value)));
        values.nearest(Workspace.class).ifPresent(workspace -> {
            environment.put("WORKSPACE", workspace.directory());
            environment.put("NODE_NAME", workspace.node().name());
        });
        environment.putAll(new TreeMap<>(engine.program().assigned()));
        values.nearest(EnvironmentExpander.class).ifPresent(expander -> expand(expander, environment));
        return environment;
    }

    private static void expand(EnvironmentExpander expander, EnvVars environment) {
        try {
            expander.expand(environment);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(expander + " cannot expand the environment", e);
        }
    }

    private <T> Optional<T> ofWorkspace(Class<T> key, ContextValues values) {
        return values.nearest(Workspace.class).flatMap(workspace -> {
            if (key == FilePath.class) {
                return Optional.of(key.cast(workspace.filePath()));
            }
            return key == Launcher.class
                    ? Optional.of(key.cast(workspace.launcher(engine.listener())))
                    : Optional.empty();
        });
    }

    private <T> T ofRun(Class<T> key) {
        for (Object candidate : new Object[] {
            engine.listener(),
            engine.run(),
            engine.run().getParent(),
            engine.console(),
            engine.inputs(),
            engine.settings()
        }) {
            if (key.isInstance(candidate)) {
                return key.cast(candidate);
            }
        }
        return null;
    }
}
