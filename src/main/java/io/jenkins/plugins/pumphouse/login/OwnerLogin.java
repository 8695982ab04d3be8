package io.jenkins.plugins.pumphouse.login;

import java.io.Serializable;

/**
 * How to act as a user of a cloud whose servers or keypairs nobody else can make: with the user's password, with an
 * application credential of the user, or with a trust that the user has given to our own account.
 *
 * @param user name or id of the user on the cloud
 * @param login the user's name and password, or the secret of {@code applicationCredential} as a token; null with a
 *     trust, with which our own account logs in
 * @param applicationCredential which one the login's secret belongs to; null without one
 * @param trust id of the trust; null without one
 */
public record OwnerLogin(String user, Login login, ApplicationCredential applicationCredential, String trust)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Refuses what says not how, or says it twice. */
    public OwnerLogin {
        if (user == null || (login == null) == (trust == null) || trust != null && applicationCredential != null) {
            throw new IllegalArgumentException("an owner needs a user name and either a login or a trust");
        }
    }

    /** With the user's own password. */
    public static OwnerLogin withPassword(String user, String password) {
        return new OwnerLogin(user, Login.withPassword(user, password), null, null);
    }

    /** With the trust of this id, from the user to our own account. */
    public static OwnerLogin withTrust(String user, String trust) {
        return new OwnerLogin(user, null, null, trust);
    }

    /** The same with what its credentials were found to hold. */
    public OwnerLogin found(Login kept) {
        return new OwnerLogin(user, login.found(kept), applicationCredential, trust);
    }

    /** Everything but the secrets. */
    @Override
    public String toString() {
        return "owner " + user + " by "
                + (trust != null ? "trust " + trust : applicationCredential != null ? applicationCredential : login);
    }
}
