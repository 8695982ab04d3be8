package io.jenkins.plugins.pumphouse.remedy;

/** What a run can do about a failure by itself, before a person has to act. */
public enum Recovery {
    /**
     * Wait and look again: the service is restarted, updated or busy, or the object has changed since it was read.
     * Hours of work are not given up for that.
     */
    WAIT,
    /** Do the same once more: a provisioning that failed may succeed, a disk that is too small will not. */
    REPEAT,
    /** Nothing: somebody has to change something first. */
    NONE
}
