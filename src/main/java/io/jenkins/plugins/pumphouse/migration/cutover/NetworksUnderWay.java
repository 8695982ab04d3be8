package io.jenkins.plugins.pumphouse.migration.cutover;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The networks that a run is switching over: a router that several of them have goes with the last. */
final class NetworksUnderWay implements AutoCloseable {
    private final Set<String> networks = new HashSet<>();

    synchronized void begin(String network) {
        networks.add(network);
    }

    synchronized void end(String network) {
        networks.remove(network);
    }

    synchronized boolean hasAny(Collection<String> some) {
        return some.stream().anyMatch(networks::contains);
    }

    @Override
    public void close() {
        // nothing is held on a cloud
    }
}
