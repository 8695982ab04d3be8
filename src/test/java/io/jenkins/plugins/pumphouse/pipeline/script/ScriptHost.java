package io.jenkins.plugins.pumphouse.pipeline.script;

import hudson.EnvVars;
import hudson.model.Result;
import java.util.Map;

/** The program in which a piece of script runs: what the global variables of a Jenkinsfile read and write. */
public interface ScriptHost {
    ThreadLocal<ScriptHost> RUNNING = new ThreadLocal<>();

    /** The program of this thread. */
    static ScriptHost current() {
        ScriptHost host = RUNNING.get();
        if (host == null) {
            throw new IllegalStateException("No script runs on this thread");
        }
        return host;
    }

    /** The environment of the steps at this place of the script. */
    EnvVars environment();

    /** Sets a variable for the rest of the run. */
    void setEnvironment(String name, String value);

    /** The parameters of the run; may be changed. */
    Map<String, Object> parameters();

    void print(String line);

    int number();

    String displayName();

    void setDisplayName(String name);

    String description();

    void setDescription(String description);

    /** Null while nothing has failed. */
    Result result();

    /** Makes the result worse, never better. */
    void setResult(Result result);

    long startTimeInMillis();
}
