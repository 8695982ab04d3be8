package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.login.AccountScope;
import io.jenkins.plugins.pumphouse.login.ApplicationCredential;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to reach one cloud. As the configuration says it, the login may be only the id of credentials; the edge resolves
 * it before anybody connects. Travels from the controller to agents, so it holds plain values only.
 *
 * @param name what the operator calls the cloud; every message starts with it
 * @param authUrl Keystone's address, with {@code /v2.0} or {@code /v3} or without a version (then it is discovered)
 * @param login a user name and password, a token, or the secret of {@code applicationCredential} as a token
 * @param applicationCredential which one the login's secret belongs to; null without one
 * @param scope the project to work in
 * @param endpoints which of the services' addresses to use
 * @param trust which certificates are believed; null means those of the JVM
 * @param timeout for an answer to begin, and for the longest pause within one; the answer to an upload may take ten
 *     times as long; null means 60 seconds
 * @param owners the users whom we may act as, each once; null means none
 */
public record CloudAccess(
        String name,
        String authUrl,
        Login login,
        ApplicationCredential applicationCredential,
        AccountScope scope,
        EndpointChoice endpoints,
        Trust trust,
        Duration timeout,
        List<OwnerLogin> owners)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    // Long enough for a busy Nova to list a few hundred servers, short enough that a dead host is noticed.
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** Fills in the defaults; refuses an access without name, address or login. */
    public CloudAccess {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(authUrl, "authUrl");
        if (login == null) {
            throw new IllegalArgumentException(
                    name + ": give username and password, token, or an application credential");
        }
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException(name + ": timeout must be positive");
        }
        trust = trust == null ? Trust.JVM : trust;
        timeout = timeout == null ? DEFAULT_TIMEOUT : timeout;
        owners = owners == null ? List.of() : List.copyOf(owners);
    }

    /** An access that may act as nobody else. */
    public CloudAccess(
            String name,
            String authUrl,
            Login login,
            ApplicationCredential applicationCredential,
            AccountScope scope,
            EndpointChoice endpoints,
            Trust trust,
            Duration timeout) {
        this(name, authUrl, login, applicationCredential, scope, endpoints, trust, timeout, null);
    }

    /** An access by user name and password with every default. */
    public static CloudAccess ofPassword(
            String name, String authUrl, String username, String password, String project) {
        return new CloudAccess(
                name,
                authUrl,
                Login.of(null, username, password),
                null,
                AccountScope.of(project),
                EndpointChoice.DEFAULT,
                null,
                null);
    }

    /** The same with what its login and its certificate were found to be. */
    public CloudAccess resolved(Login found, String caCert) {
        return new CloudAccess(
                name,
                authUrl,
                login.found(found),
                applicationCredential,
                scope,
                endpoints,
                trust.found(caCert),
                timeout,
                owners);
    }

    /** The same with other users whom it may act as. */
    public CloudAccess withOwners(List<OwnerLogin> others) {
        return new CloudAccess(name, authUrl, login, applicationCredential, scope, endpoints, trust, timeout, others);
    }

    /**
     * How to act as a user.
     *
     * @param userName as Keystone finds names, without case
     * @param userId counts before the name; null where it is not known yet
     */
    public Optional<OwnerLogin> owner(String userName, String userId) {
        return owners.stream()
                .filter(owner -> owner.user().equals(userId))
                .findFirst()
                .or(() -> owners.stream()
                        .filter(owner -> owner.user().equalsIgnoreCase(userName))
                        .findFirst());
    }

    /**
     * The access of somebody else to the same cloud.
     *
     * @param userDomain name or id of the user's domain; null means the default one
     */
    CloudAccess as(OwnerLogin owner, String userDomain) {
        boolean ownAccount = owner.trust() != null;
        return new CloudAccess(
                name,
                authUrl,
                ownAccount ? login : owner.login(),
                ownAccount ? applicationCredential : owner.applicationCredential(),
                new AccountScope(null, ownAccount ? scope.userDomain() : userDomain, null, owner.trust()),
                endpoints,
                trust,
                timeout,
                null);
    }

    /** Null when a token or an application credential logs in. */
    public String username() {
        return login.username();
    }

    /** Null when a token or an application credential logs in. */
    public String password() {
        return login.password();
    }

    /** Null unless a token logs in. */
    public String token() {
        return applicationCredential == null ? login.token() : null;
    }

    /** The secret of the application credential; null without one. */
    String secret() {
        return applicationCredential == null ? null : login.token();
    }

    /** Name or id of the project to work in; null means the user's own. */
    public String project() {
        return scope.project();
    }

    /** Whether the login brings its project along, and is of no use in another. */
    boolean isBound() {
        return applicationCredential != null || scope.trust() != null;
    }

    /** Who logs in, for messages. */
    String who() {
        if (scope.trust() != null) {
            return "trust " + scope.trust();
        }
        return applicationCredential != null
                ? applicationCredential.toString()
                : login.username() != null ? "user " + login.username() : login.isStored() ? login.toString() : "token";
    }

    /** Everything but the secrets. */
    @Override
    public String toString() {
        return "CloudAccess[" + name + ", " + authUrl + ", " + who() + ", project " + project() + ", " + endpoints
                + ", trusts " + trust + "]";
    }
}
