package io.jenkins.plugins.pumphouse.login;

import java.io.Serializable;

/**
 * Where an account is at home, and where it works.
 *
 * @param project name or id of the project (tenant) to work in; null means the user's own
 * @param userDomain name or id of the user's domain; null means {@code Default}; without effect in Keystone v2.0
 * @param projectDomain name or id of the project's domain; null means {@code Default}; without effect in Keystone v2.0
 * @param trust id of a trust to act with, which brings its project along; null without one
 */
public record AccountScope(String project, String userDomain, String projectDomain, String trust)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String DEFAULT_DOMAIN = "Default";

    /** Fills in the domains. */
    public AccountScope {
        userDomain = userDomain == null ? DEFAULT_DOMAIN : userDomain;
        projectDomain = projectDomain == null ? DEFAULT_DOMAIN : projectDomain;
    }

    /** Without a trust. */
    public AccountScope(String project, String userDomain, String projectDomain) {
        this(project, userDomain, projectDomain, null);
    }

    /** A project in the default domain. */
    public static AccountScope of(String project) {
        return new AccountScope(project, null, null);
    }
}
