package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.RetryPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What all projects of one cloud have in common.
 *
 * @param projects the cloud as each project, by id
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

    private AuthenticatedClient client(Session session) {
        return new AuthenticatedClient(access, http, keystone, session, microversions);
    }
}
