package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that cannot be used. The message is for the user as it stands: one line for each mistake, no secret
 * in it, and no stack trace is needed to understand it.
 */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    // A throwable may be serialized, its mistakes are for the callers that are near: a form's check, a test.
    private final transient List<Mistake> mistakes;

    /** @param mistakes all mistakes of a file, in the file's order; at least one */
    public ConfigurationException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** @param message what cannot be done with a configuration that is correct in itself, and what can */
    public ConfigurationException(String message) {
        super(message);
        this.mistakes = List.of();
    }

    /**
     * The mistakes of the file in its order; empty if the file is correct and something else was wrong (an unknown
     * cloud).
     */
    public List<Mistake> mistakes() {
        return mistakes == null ? List.of() : mistakes;
    }
}
