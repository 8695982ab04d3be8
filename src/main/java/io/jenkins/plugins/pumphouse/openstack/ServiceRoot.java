package io.jenkins.plugins.pumphouse.openstack;

import java.util.Map;

/**
 * Where requests to a service go, and what each of them carries.
 *
 * @param url the versioned root, which the paths of requests are relative to
 * @param token null to send none
 * @param headers further ones
 */
record ServiceRoot(String url, String token, Map<String, String> headers) {

    /** @param token null to send none */
    static ServiceRoot of(String url, String token) {
        return new ServiceRoot(url, token, Map.of());
    }

    ServiceRoot with(Map<String, String> further) {
        return new ServiceRoot(url, token, further);
    }

    /** Without the token, which is a secret. */
    @Override
    public String toString() {
        return url;
    }
}
