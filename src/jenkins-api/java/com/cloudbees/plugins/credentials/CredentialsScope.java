package com.cloudbees.plugins.credentials;

/** Who may use credentials; those of {@link #SYSTEM} serve Jenkins itself, and no build. */
public enum CredentialsScope {
    SYSTEM,
    GLOBAL,
    USER
}
