package io.jenkins.plugins.pumphouse.remedy;

/** The way out of a failure. One value for each thing that a person does, not for each status of HTTP. */
public enum Remedy {
    /** User name, password, token, key or project are wrong or have expired: correct the credentials. */
    WRONG_CREDENTIALS,
    /** The user is known but not allowed to do this: give it the role or the privilege. */
    MISSING_RIGHT,
    /** A quota or limit is used up: raise it, or free some of it. */
    QUOTA,
    /** Something else stands in the way, or is under way on the object: resolve it, or wait for its end. */
    CONFLICT,
    /** No answer: correct the address, or restore the network or the service. */
    UNREACHABLE,
    /** The service answers, but it failed: its log says why. */
    SERVICE_FAULT,
    /** The service does not have this, or not in this form: change what is asked of it, or its configuration. */
    NOT_SUPPORTED,
    /** The object is another than when it was read: run again, which reads it again. */
    CHANGED_MEANWHILE,
    /** The object does not exist, or no longer: find out who deleted it. */
    LOST
}
