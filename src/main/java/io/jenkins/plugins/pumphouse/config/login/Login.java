package io.jenkins.plugins.pumphouse.config.login;

import java.util.Objects;

/**
 * What proves to a cloud who we are: user name and password, or a token.
 *
 * @param username null with a token
 * @param password null with a token
 * @param token null with a password
 */
public record Login(String username, String password, String token) {

    public static Login withPassword(String username, String password) {
        return new Login(
                Objects.requireNonNull(username, "username"), Objects.requireNonNull(password, "password"), null);
    }

    public static Login withToken(String token) {
        return new Login(null, null, Objects.requireNonNull(token, "token"));
    }

    /** Says who and how, never the secret. */
    @Override
    public String toString() {
        return token == null ? "Login[user " + username + " with a password]" : "Login[with a token]";
    }
}
