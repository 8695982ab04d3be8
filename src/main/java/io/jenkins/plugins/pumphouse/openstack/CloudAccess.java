package io.jenkins.plugins.pumphouse.openstack;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How to reach one cloud, with the secrets resolved. Travels from the controller to agents, so it holds plain values
 * only.
 *
 * @param name what the operator calls the cloud; every message starts with it
 * @param authUrl Keystone's address, with {@code /v2.0} or {@code /v3} or without a version (then it is discovered)
 * @param username null when a token is given
 * @param password null when a token is given
 * @param token a token instead of user name and password; null otherwise
 * @param applicationCredential instead of user name, password and token; null otherwise
 * @param project name or id of the project (tenant) to work in
 * @param userDomain name or id of the user's domain; null means {@code Default}; without effect in Keystone v2.0
 * @param projectDomain name or id of the project's domain; null means {@code Default}; without effect in Keystone v2.0
 * @param region null when the catalog has one region only
 * @param endpointType which addresses of the catalog to use; null means {@link Interface#PUBLIC}
 * @param endpoints addresses to use instead of those of the catalog; null means none
 * @param caCert certificates in PEM to trust instead of those of the JVM; null means those of the JVM
 * @param insecure accept any certificate for any host name
 * @param timeout for an answer to begin, and for the longest pause within one; the answer to an upload may take ten
 *     times as long; null means 60 seconds
 */
public record CloudAccess(
        String name,
        String authUrl,
        String username,
        String password,
        String token,
        ApplicationCredential applicationCredential,
        String project,
        String userDomain,
        String projectDomain,
        String region,
        Interface endpointType,
        Map<Service, String> endpoints,
        String caCert,
        boolean insecure,
        Duration timeout)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String DEFAULT_DOMAIN = "Default";
    // Long enough for a busy Nova to list a few hundred servers, short enough that a dead host is noticed.
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** Fills in the defaults; refuses an access without name, address, or either a password or a token. */
    public CloudAccess {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(authUrl, "authUrl");
        if (token == null && applicationCredential == null && (username == null || password == null)) {
            throw new IllegalArgumentException(
                    name + ": give username and password, token, or an application credential");
        }
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException(name + ": timeout must be positive");
        }
        userDomain = userDomain == null ? DEFAULT_DOMAIN : userDomain;
        projectDomain = projectDomain == null ? DEFAULT_DOMAIN : projectDomain;
        endpoints = endpoints == null ? Map.of() : Map.copyOf(endpoints);
        endpointType = endpointType == null ? Interface.PUBLIC : endpointType;
        timeout = timeout == null ? DEFAULT_TIMEOUT : timeout;
    }

    /** An access without the rarer ways in: no application credential, and the addresses of the catalog. */
    public CloudAccess(
            String name,
            String authUrl,
            String username,
            String password,
            String token,
            String project,
            String userDomain,
            String projectDomain,
            String region,
            Interface endpointType,
            String caCert,
            boolean insecure,
            Duration timeout) {
        this(
                name,
                authUrl,
                username,
                password,
                token,
                null,
                project,
                userDomain,
                projectDomain,
                region,
                endpointType,
                null,
                caCert,
                insecure,
                timeout);
    }

    /** An access by user name and password with every default. */
    public static CloudAccess ofPassword(
            String name, String authUrl, String username, String password, String project) {
        return new CloudAccess(
                name, authUrl, username, password, null, project, null, null, null, null, null, false, null);
    }

    /** The secret of the application credential; null without one. */
    String secret() {
        return applicationCredential == null ? null : applicationCredential.secret();
    }

    /** Who logs in, for messages. */
    String who() {
        return applicationCredential != null
                ? applicationCredential.toString()
                : username == null ? "token" : "user " + username;
    }

    /** Everything but the secrets. */
    @Override
    public String toString() {
        return "CloudAccess[" + name + ", " + authUrl + ", " + who() + ", project " + project
                + (region == null ? "" : ", region " + region) + ", " + endpointType + (insecure ? ", insecure" : "")
                + "]";
    }
}
