package io.jenkins.plugins.pumphouse.pipeline.script;

import hudson.model.Result;
import java.io.Serializable;

/** The global variable {@code currentBuild}. */
public final class CurrentBuild implements Serializable {
    private static final long serialVersionUID = 1L;

    public String getResult() {
        Result result = ScriptHost.current().result();
        return result == null ? null : result.toString();
    }

    public void setResult(String result) {
        ScriptHost.current().setResult(Result.fromString(result));
    }

    public String getCurrentResult() {
        String result = getResult();
        return result == null ? Result.SUCCESS.toString() : result;
    }

    public boolean resultIsBetterOrEqualTo(String other) {
        return !Result.fromString(getCurrentResult()).isWorseThan(Result.fromString(other));
    }

    public int getNumber() {
        return ScriptHost.current().number();
    }

    public String getId() {
        return Integer.toString(getNumber());
    }

    public String getDisplayName() {
        return ScriptHost.current().displayName();
    }

    public void setDisplayName(String name) {
        ScriptHost.current().setDisplayName(name);
    }

    public String getDescription() {
        return ScriptHost.current().description();
    }

    public void setDescription(String description) {
        ScriptHost.current().setDescription(description);
    }

    /** Milliseconds since the start. */
    public long getDuration() {
        return System.currentTimeMillis() - ScriptHost.current().startTimeInMillis();
    }

    public String getDurationString() {
        return hudson.Util.getTimeSpanString(getDuration());
    }
}
