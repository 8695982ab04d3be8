package io.jenkins.plugins.pumphouse.pipeline.script;

import groovy.lang.GroovyObjectSupport;
import java.io.Serializable;
import java.util.Map;

/** The global variable {@code env}. */
public final class EnvironmentVariables extends GroovyObjectSupport implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Object getProperty(String name) {
        return ScriptHost.current().environment().get(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        ScriptHost.current().setEnvironment(name, String.valueOf(value));
    }

    public Map<String, String> getEnvironment() {
        return ScriptHost.current().environment();
    }
}
