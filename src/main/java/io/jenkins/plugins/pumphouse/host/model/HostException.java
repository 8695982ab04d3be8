package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.remedy.Recovery;
import io.jenkins.plugins.pumphouse.remedy.RemediableException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;

/** A phase cannot reach its condition; the message says why and what the operator can do about it. */
public final class HostException extends RemediableException {
    private static final long serialVersionUID = 1L;

    private HostException(String message, Remedy remedy, Recovery recovery) {
        super(message, remedy, recovery);
    }

    /** Something stands in the way that somebody has to settle. */
    public HostException(String message) {
        this(message, Remedy.CONFLICT);
    }

    public HostException(String message, Remedy remedy) {
        this(message, remedy, Recovery.NONE);
    }

    /** The same phase may succeed when it is tried again with nothing else changed. */
    public static HostException worthRepeating(String message, Remedy remedy) {
        return new HostException(message, remedy, Recovery.REPEAT);
    }
}
