package io.jenkins.plugins.pumphouse.login;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where the database of a service is, and who logs in. Travels to an agent inside a request, and is stored nowhere.
 *
 * @param cloud the name of the cloud whose service it is
 * @param host name or address of the database's server
 * @param port 3306 as a rule
 * @param database its name
 * @param tls whether the connection is encrypted, and its certificate checked
 * @param login a user name and password
 */
public record DatabaseAccess(String cloud, String host, int port, String database, boolean tls, Login login)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public DatabaseAccess {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(login, "login");
    }

    /** The same with what its login was found to be. */
    public DatabaseAccess resolved(Login found) {
        return new DatabaseAccess(cloud, host, port, database, tls, login.found(found));
    }

    /** Without a login; what a domain of credentials is compared with. */
    public String uri() {
        return "mysql://" + UriHost.of(host) + ":" + port + "/" + database;
    }

    /** Everything but the secret. */
    @Override
    public String toString() {
        return uri() + " of " + cloud;
    }
}
