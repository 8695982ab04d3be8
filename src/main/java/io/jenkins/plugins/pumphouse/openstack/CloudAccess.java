package io.jenkins.plugins.pumphouse.openstack;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach one cloud, with its secrets: it travels to an agent and is stored nowhere.
 *
 * @param name          as in pumphouse.yaml; stands in marks and messages
 * @param authUrl       of Keystone; with {@code /v2.0} or {@code /v3}, or without a version, which is then asked for
 * @param username      null when there is a token
 * @param password      null when there is a token
 * @param token         null when there is a user
 * @param project       name or id of the project (tenant) to log in to
 * @param userDomain    name of the user's domain; ignored by Keystone v2.0
 * @param projectDomain name of the project's domain; ignored by Keystone v2.0
 * @param region        null for the only one
 * @param endpointType  which addresses of the catalog to use
 * @param caCert        PEM text of the authorities to trust; null for those of the JVM
 * @param insecure      whether to trust any certificate for any host name
 * @param timeout       for a connection, for an answer, and for a body that has stopped to flow
 */
public record CloudAccess(
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
        Duration timeout)
        implements Serializable {
    public CloudAccess {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(authUrl, "authUrl");
        Objects.requireNonNull(endpointType, "endpointType");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** Who logs in, for messages. */
    String who() {
        return username == null ? "a token" : "user \"" + username + "\"";
    }

    @Override
    public String toString() {
        return "CloudAccess[" + name + " at " + authUrl + ", " + who() + "]";
    }
}
