package io.jenkins.plugins.pumphouse.login;

import java.io.Serializable;

/**
 * A login of Keystone v3 that is bound to one project and one set of roles. It is known by its id, or by its name
 * together with the name of its user; its secret is in the login beside it.
 *
 * @param id null where the name is given
 * @param name null where the id is given
 * @param username null where the id is given
 */
public record ApplicationCredential(String id, String name, String username) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Which one it is, for messages. */
    @Override
    public String toString() {
        return "application credential \"" + (id == null ? name + "\" of user \"" + username : id) + "\"";
    }
}
