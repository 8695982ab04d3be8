package io.jenkins.plugins.pumphouse.openstack;

import java.io.Serializable;

/**
 * A login of Keystone v3 that is bound to one project and one set of roles. It is known by its id, or by its name
 * together with the name of its user.
 *
 * @param id null where the name is given
 * @param name null where the id is given
 * @param username null where the id is given
 * @param secret null while it still has to be looked up
 */
public record ApplicationCredential(String id, String name, String username, String secret) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The same with the secret that proves it. */
    public ApplicationCredential withSecret(String found) {
        return new ApplicationCredential(id, name, username, found);
    }

    /** Which one it is, without the secret. */
    @Override
    public String toString() {
        return "application credential \"" + (id == null ? name + "\" of user \"" + username : id) + "\"";
    }
}
