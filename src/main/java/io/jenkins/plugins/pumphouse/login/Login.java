package io.jenkins.plugins.pumphouse.login;

import java.io.Serializable;
import java.util.Objects;

/**
 * What proves to a service who we are: user name and password, a token, or the id of Jenkins credentials that hold one
 * of them.
 *
 * @param credentials id of the credentials; null for a login that stands in the configuration itself
 * @param username null with a token, and while the credentials are not looked up
 * @param secret the password or the token; null while the credentials are not looked up
 */
public record Login(String credentials, String username, Secret secret) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A login that Jenkins keeps. */
    public static Login stored(String credentials) {
        return new Login(Objects.requireNonNull(credentials, "credentials"), null, null);
    }

    public static Login withPassword(String username, String password) {
        return new Login(
                null,
                Objects.requireNonNull(username, "username"),
                Secret.of(Objects.requireNonNull(password, "password")));
    }

    public static Login withToken(String token) {
        return new Login(null, null, Secret.of(Objects.requireNonNull(token, "token")));
    }

    /**
     * What a configuration says.
     *
     * @return null when it says nothing
     */
    public static Login of(String credentials, String username, String password) {
        if (credentials != null) {
            return stored(credentials);
        }
        return password == null || username == null ? null : withPassword(username, password);
    }

    /** Whether the credentials have to be looked up yet. */
    public boolean isStored() {
        return secret == null;
    }

    /** Null with a token, and while the credentials are not looked up. */
    public String password() {
        return username == null ? null : secret.text();
    }

    /** Null with a password, and while the credentials are not looked up. */
    public String token() {
        return username != null || secret == null ? null : secret.text();
    }

    /** The same, with what the credentials were found to hold. */
    public Login found(Login kept) {
        return new Login(credentials, kept.username, kept.secret);
    }

    /** Who logs in, for messages. */
    @Override
    public String toString() {
        return credentials != null
                ? "credentials " + credentials
                : username != null ? "user " + username + " with a password" : "a token";
    }
}
