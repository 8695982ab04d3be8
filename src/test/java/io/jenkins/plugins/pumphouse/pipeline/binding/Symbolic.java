package io.jenkins.plugins.pumphouse.pipeline.binding;

import java.io.Serializable;
import java.util.Map;

/**
 * A call such as {@code string(name: 'TENANT')} that is not a step but describes an object for one.
 *
 * @param symbol the called name
 * @param arguments the named arguments; a sole positional argument has the empty name
 */
public record Symbolic(String symbol, Map<String, Object> arguments) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The argument as text; {@code fallback} when it is absent. */
    public String text(String name, String fallback) {
        Object value = arguments.get(name);
        return value == null ? fallback : value.toString();
    }

    /** The sole positional argument; null when there is none. */
    public Object positional() {
        return arguments.get("");
    }
}
