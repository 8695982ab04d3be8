package io.jenkins.plugins.pumphouse.clouds.network;

import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The external DNS that Neutron writes to with the token of a request: a zone is seen by its own project alone, and
 * what cannot be written ends in Neutron's log (neutron.services.externaldns.drivers.designate).
 */
public final class ExternalDns {
    private final Map<String, String> zones = new HashMap<>();
    private final Map<String, String> records = new TreeMap<>();

    /** A project has a zone, such as {@code example.org.}; without any Neutron has no driver. */
    public void zone(String domain, String project) {
        zones.put(domain, project);
    }

    /** Neutron has no driver any more. */
    public void clear() {
        zones.clear();
    }

    boolean isThere() {
        return !zones.isEmpty();
    }

    void publish(String name, String domain, String address, TokenHolder caller) {
        if (caller.projectId().equals(zones.get(domain))) {
            records.putIfAbsent(name + '.' + domain, address);
        }
    }

    /** Addresses by their whole names. */
    public Map<String, String> records() {
        return Map.copyOf(records);
    }
}
