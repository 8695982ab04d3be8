package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.RetryPolicy;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What all projects of one cloud have in common.
 *
 * @param projects the cloud as each project, by id, and as each other user
 * @param networkExtensions null until they are read
 * @param network what answers for a Neutron that the catalog lacks; null where nothing does
 */
record CloudConnection(
        CloudAccess access,
        CloudHttp http,
        Keystone keystone,
        Microversions microversions,
        Map<String, Cloud> projects,
        AtomicReference<Set<String>> networkExtensions,
        AtomicReference<Function<Request, Optional<ObjectNode>>> network) {

    /** Finds Keystone and its version; logs nobody in. */
    static CloudConnection open(CloudAccess access, RetryPolicy retry) {
        CloudHttp http = new CloudHttp(access, retry);
        try {
            return new CloudConnection(
                    access,
                    http,
                    Keystone.at(Discovery.find(access, http), access, http),
                    new Microversions(),
                    new ConcurrentHashMap<>(),
                    new AtomicReference<>(),
                    new AtomicReference<>());
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /** As the access says; the token is asked for at the first call. */
    AuthenticatedClient login() {
        return client(new Session(keystone::login));
    }

    /** The same user in another project. */
    AuthenticatedClient loginTo(String project) {
        return client(new Session(() -> keystone.loginTo(project)));
    }

    /**
     * Another user.
     *
     * @param project the id of a project of the user; null for the one that the login brings along, or any
     */
    AuthenticatedClient loginAs(OwnerLogin owner, String userDomain, String project) {
        CloudAccess own = access.as(owner, userDomain);
        Keystone asked = keystoneFor(own);
        Session session =
                new Session(new OwnerTokens(() -> project == null ? asked.loginAnywhere() : asked.loginTo(project)));
        return new AuthenticatedClient(own, http, asked, session, microversions);
    }

    private Keystone keystoneFor(CloudAccess owner) {
        try {
            return keystone.as(owner);
        } catch (CloudException.WrongCredentials e) {
            throw e.ofOwner();
        }
    }

    /**
     * Tokens of another user. A login that was refused is not tried again: Keystone locks a user out after some such
     * tries where it is told to ({@code [security_compliance] lockout_failure_attempts}).
     */
    private static final class OwnerTokens implements Supplier<Token> {
        private final Supplier<Token> login;
        private volatile CloudException.WrongCredentials refused;

        OwnerTokens(Supplier<Token> login) {
            this.login = login;
        }

        @Override
        public Token get() {
            if (refused != null) {
                throw refused;
            }
            try {
                return login.get();
            } catch (CloudException.WrongCredentials e) {
                refused = e.ofOwner();
                throw refused;
            }
        }
    }

    private AuthenticatedClient client(Session session) {
        return new AuthenticatedClient(access, http, keystone, session, microversions);
    }
}
