package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What else than nova-compute runs on a machine, and what each of it is there for. */
final class Neighbourhood {
    /** Agents without which a compute node has no network, and that serve nobody else. */
    private static final Set<String> LOCAL_AGENTS = Set.of(
            "Open vSwitch agent",
            "Linux bridge agent",
            "NIC Switch agent",
            "Macvtap agent",
            "HyperV agent",
            "Metadata agent",
            "OVN Controller agent",
            "OVN Metadata agent",
            "OVN Neutron agent");

    /** With distributed routers each compute node routes for its own servers only (Neutron, "agent_mode"). */
    private static final Set<String> LOCAL_ROUTING = Set.of("dvr", "dvr_no_external");

    private final Registry registry;
    private final String name;
    private final Set<String> known;

    /** @param name a compute host, or the name of one whose nova-compute is not registered any more */
    Neighbourhood(Registry registry, String name) {
        this.registry = registry;
        this.name = name;
        this.known = registry.hosts();
    }

    List<Neighbour> all() {
        List<Neighbour> all = new ArrayList<>();
        for (ObjectNode service : registry.services()) {
            String host = Registry.text(service, "host");
            String binary = Registry.text(service, "binary");
            if (!binary.equals("nova-compute") && mayBeThis(host)) {
                all.add(neighbour(Service.COMPUTE, service, binary, host, duty(binary), Registry.isUp(service)));
            }
        }
        for (ObjectNode service : registry.volumeServices()) {
            String host = Registry.text(service, "host");
            if (mayBeThis(MachineName.ofCinder(host))) {
                String binary = Registry.text(service, "binary");
                Duty duty = binary.equals("cinder-volume") ? Duty.VOLUME : Duty.CONTROLLER;
                all.add(neighbour(Service.VOLUME, service, binary, host, duty, Registry.isUp(service)));
            }
        }
        for (ObjectNode agent : registry.agents()) {
            String host = Registry.text(agent, "host");
            if (mayBeThis(host)) {
                String kind = Registry.text(agent, "agent_type");
                all.add(neighbour(
                        Service.NETWORK,
                        agent,
                        kind,
                        host,
                        duty(kind, agent),
                        agent.path("alive").asBoolean()));
            }
        }
        return all;
    }

    private Neighbour neighbour(Service service, ObjectNode row, String kind, String host, Duty duty, boolean up) {
        Set<String> meant = registry.meant(MachineName.ofCinder(host));
        boolean certain = meant.isEmpty() || meant.equals(Set.of(name));
        return new Neighbour(service.toString(), row.path("id").asText(null), kind, host, duty, up, certain);
    }

    /** A name that could be this host's or another's counts: better a host too many refused than a service lost. */
    private boolean mayBeThis(String host) {
        return known.contains(name)
                ? registry.meant(host).contains(name)
                : registry.meant(host).isEmpty() && MachineName.isSame(host, name);
    }

    private Duty duty(String binary) {
        // In "multi host" mode each compute node has its own; a single one works for all of them.
        return binary.equals("nova-network") && elsewhere(binary)
                ? Duty.COMPUTE
                : binary.equals("nova-network") ? Duty.NETWORK : Duty.CONTROLLER;
    }

    private boolean elsewhere(String binary) {
        return registry.services().stream()
                .filter(service -> Registry.text(service, "binary").equals(binary))
                .map(service -> Registry.text(service, "host"))
                .anyMatch(other -> !mayBeThis(other) && known.contains(other));
    }

    private static Duty duty(String kind, ObjectNode agent) {
        boolean local = LOCAL_AGENTS.contains(kind)
                || kind.equals("L3 agent")
                        && LOCAL_ROUTING.contains(
                                agent.path("configurations").path("agent_mode").asText());
        return local ? Duty.COMPUTE : Duty.NETWORK;
    }
}
