package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.host.SameAs;
import io.jenkins.plugins.pumphouse.config.login.Certificates;
import io.jenkins.plugins.pumphouse.config.login.Login;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.openstack.ApplicationCredential;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.Interface;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One cloud of {@code pumphouse.yaml}, checked: exactly one of {@code credentials}, {@code password} (with
 * {@code username}), {@code token} and an application credential with its secret is there; credentials may hold the
 * secret of one.
 *
 * @param name what steps call it by; part of the marks on the target's objects
 * @param authUrl Keystone's address, http or https, with or without a version
 * @param username null without a literal password
 * @param password null unless written in the file
 * @param tenant the project (name or id) to work in; null = the user's own
 * @param token null unless written in the file and used: beside a password it is not
 * @param applicationCredential null unless the login is one; without its secret where {@code credentials} hold that
 * @param credentials id of credentials that hold user name and password, or a token; null if the file holds them itself
 * @param region null = the only one of the catalog
 * @param userDomain Keystone v3's domain of the user
 * @param projectDomain Keystone v3's domain of the project
 * @param endpointType which of a service's endpoints to use
 * @param endpoints addresses to use instead of the catalog's, by service
 * @param caCert PEM text, or the path of a file with it (see {@link #caCertPath()}); null = the JVM's trust store
 * @param insecure whether any certificate is accepted
 * @param timeout how long to wait for an answer, at least a second
 * @param fuel what deploys its hypervisors; null if there is no Fuel
 * @param position where the cloud stands in the file
 */
public record CloudSettings(
        String name,
        String authUrl,
        String username,
        String password,
        String tenant,
        String token,
        ApplicationCredential applicationCredential,
        String credentials,
        String region,
        String userDomain,
        String projectDomain,
        Interface endpointType,
        Map<Service, String> endpoints,
        String caCert,
        boolean insecure,
        Duration timeout,
        FuelSettings fuel,
        Position position) {

    public CloudSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(authUrl, "authUrl");
        Objects.requireNonNull(userDomain, "userDomain");
        Objects.requireNonNull(projectDomain, "projectDomain");
        Objects.requireNonNull(endpointType, "endpointType");
        Objects.requireNonNull(timeout, "timeout");
        endpoints = Map.copyOf(endpoints);
    }

    /**
     * What the file itself says to log in with; none if it names {@link #credentials()} that the caller has to look up.
     */
    public Optional<Login> login() {
        if (credentials != null) {
            return Optional.empty();
        }
        if (applicationCredential != null) {
            return Optional.of(Login.withToken(applicationCredential.secret()));
        }
        return Optional.of(password == null ? Login.withToken(token) : Login.withPassword(username, password));
    }

    /** Whether the file holds a password or a token for this cloud or its Fuel. */
    public boolean hasLiteralSecret() {
        return password != null
                || token != null
                || applicationCredential != null && applicationCredential.secret() != null
                || fuel != null && fuel.password() != null;
    }

    /**
     * The path, relative to the configuration, of the file that holds the CA's certificate; none if it is inline or not
     * given.
     */
    public Optional<String> caCertPath() {
        return Optional.ofNullable(caCert).filter(text -> !Certificates.isPem(text));
    }

    /**
     * All that a connection needs, with the secrets in it.
     *
     * @param login {@link #login()}, or what {@link #credentials()} stand for; the secret of the application credential
     *     if there is one
     * @param caCertText PEM text, null for the JVM's trust: {@link #caCert()}, or what stands in the file at
     *     {@link #caCertPath()}
     * @throws ConfigurationException if the text holds no readable certificate
     */
    public CloudAccess access(Login login, String caCertText) {
        Certificates.requireReadable("\"ca_cert\" of cloud \"" + name + "\"", caCertPath(), caCertText);
        String secret = login.password() == null ? login.token() : login.password();
        return new CloudAccess(
                name,
                authUrl,
                applicationCredential == null ? login.username() : null,
                applicationCredential == null ? login.password() : null,
                applicationCredential == null ? login.token() : null,
                applicationCredential == null ? null : applicationCredential.withSecret(secret),
                tenant,
                userDomain,
                projectDomain,
                region,
                endpointType,
                endpoints,
                caCertText,
                insecure,
                timeout);
    }

    /**
     * Whether another entry of the file means the same cloud: Keystone's address (version and spelling aside) is equal,
     * and the region too or one of them names none and so means the only one.
     */
    public boolean isSamePlaceAs(CloudSettings other) {
        return SameAs.keystone(authUrl).equals(SameAs.keystone(other.authUrl))
                && (region == null || other.region == null || region.equals(other.region));
    }

    /** All but password and token. */
    @Override
    public String toString() {
        return "CloudSettings[name=" + name + ", authUrl=" + authUrl + ", username=" + username + ", password="
                + hidden(password) + ", tenant="
                + tenant + ", token=" + hidden(token) + ", applicationCredential=" + applicationCredential
                + ", credentials=" + credentials + ", region=" + region
                + ", userDomain=" + userDomain
                + ", projectDomain=" + projectDomain + ", endpointType=" + endpointType + ", endpoints=" + endpoints
                + ", caCert="
                + caCertPath().orElse(caCert == null ? null : "PEM")
                + ", insecure=" + insecure + ", timeout=" + timeout + ", fuel=" + fuel + ", position=" + position
                + "]";
    }

    private static String hidden(String secret) {
        return secret == null ? "null" : "***";
    }
}
