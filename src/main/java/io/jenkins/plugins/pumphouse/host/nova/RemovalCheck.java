package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Provider;
import java.util.Collections;
import java.util.List;

/**
 * Whether a host may be removed from the records of its cloud: it is gone, nothing is on it, and every record can be
 * named.
 */
final class RemovalCheck {
    private final String cloud;

    /** @param cloud its name, for messages */
    RemovalCheck(String cloud) {
        this.cloud = cloud;
    }

    void gone(HostFacts facts, List<Neighbour> companions) {
        if (facts.compute().enabled()) {
            throw ComputeHostException.alive(facts.host() + " is not removed from " + cloud
                    + ": its nova-compute is enabled. Disable it first, so that it cannot take servers when it"
                    + " comes back.");
        }
        if (facts.compute().up()) {
            throw alive(facts.host(), "nova-compute");
        }
        silent(facts.host(), companions);
    }

    void silent(String host, List<Neighbour> companions) {
        companions.stream().filter(Neighbour::up).findFirst().ifPresent(n -> {
            throw alive(host, n.kind());
        });
    }

    private ComputeHostException alive(String host, String kind) {
        return ComputeHostException.alive(host + " is not removed from " + cloud + ": its " + kind
                + " still reports. If it was powered off just now, wait 75 seconds; otherwise power it off.");
    }

    void empty(HostFacts facts) {
        if (!facts.servers().isEmpty() || !facts.migrations().isEmpty()) {
            String left = facts.servers().isEmpty()
                    ? "migration " + facts.migrations().get(0).id() + " of server "
                            + facts.migrations().get(0).server()
                    : "server " + facts.servers().get(0).name() + " ("
                            + facts.servers().get(0).id() + ")";
            throw ComputeHostException.inUse(facts.host() + " is not removed from " + cloud + ": " + left
                    + " is still on its record. Evacuate or delete it.");
        }
        free(facts.host(), facts.providers());
    }

    void free(String host, List<Provider> providers) {
        for (Provider provider : providers) {
            if (!provider.consumers().isEmpty()) {
                String consumer = Collections.min(provider.consumers());
                throw ComputeHostException.inUse(
                        host + " is not removed from " + cloud + ": Placement has an allocation of "
                                + consumer + " on its provider " + provider.name() + " (" + provider.id()
                                + "). If no such server or migration exists: openstack resource provider allocation"
                                + " delete "
                                + consumer);
            }
        }
    }

    void removable(Neighbour neighbour) {
        if (neighbour.id() == null) {
            throw ComputeHostException.byHand(neighbour.host() + " is not removed from " + cloud
                    + ": the cloud shows no id of its " + neighbour.kind() + ", so its API has no way to remove it."
                    + " Delete its row in the table \"services\" of Nova's database.");
        }
    }
}
