package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.console.ConsoleText;

/** A phase cannot reach its condition; the message says why and what the operator can do about it. */
public class HostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean worthRepeating;

    /**
     * @param worthRepeating whether the same phase may succeed when it is tried again with nothing else changed: a
     *     provisioning that failed may, a disk that is too small will not
     */
    public HostException(String message, boolean worthRepeating) {
        super(ConsoleText.line(message));
        this.worthRepeating = worthRepeating;
    }

    public HostException(String message) {
        this(message, false);
    }

    public boolean isWorthRepeating() {
        return worthRepeating;
    }
}
