package io.jenkins.plugins.pumphouse.pipeline.program;

import hudson.EnvVars;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.script.ScriptHost;
import java.util.Map;

/** What the script sees of its run, at one place of it. */
final class ProgramHost implements ScriptHost {
    private final Engine engine;
    private final ContextValues place;

    ProgramHost(Engine engine, ContextValues place) {
        this.engine = engine;
        this.place = place;
    }

    @Override
    public EnvVars environment() {
        return engine.objects().environment(place);
    }

    @Override
    public void setEnvironment(String name, String value) {
        engine.program().assigned().put(name, value);
    }

    @Override
    public Map<String, Object> parameters() {
        return engine.program().parameters();
    }

    @Override
    public void print(String line) {
        engine.console().logger().println(line);
    }

    @Override
    public int number() {
        return engine.run().getNumber();
    }

    @Override
    public String displayName() {
        return engine.run().getDisplayName();
    }

    @Override
    public void setDisplayName(String name) {
        engine.run().setDisplayName(name);
    }

    @Override
    public String description() {
        return engine.run().description();
    }

    @Override
    public void setDescription(String description) {
        engine.run().setDescription(description);
    }

    @Override
    public Result result() {
        return engine.run().getResult();
    }

    @Override
    public void setResult(Result result) {
        engine.run().setResult(result);
    }

    @Override
    public long startTimeInMillis() {
        return engine.run().getStartTimeInMillis();
    }
}
