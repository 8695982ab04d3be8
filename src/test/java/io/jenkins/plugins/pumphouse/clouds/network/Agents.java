package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code /agents}: Neutron's processes on the machines, none until tests add them. Not thread-safe: used under the
 * cloud's lock.
 */
public final class Agents {
    private static final Map<String, String> BINARIES = Map.of(
            "Open vSwitch agent", "neutron-openvswitch-agent",
            "L3 agent", "neutron-l3-agent",
            "DHCP agent", "neutron-dhcp-agent",
            "Metadata agent", "neutron-metadata-agent");

    private static final class Agent {
        final String id = UUID.randomUUID().toString();
        final String kind;
        final String host;
        final ObjectNode configurations;
        boolean alive = true;

        Agent(String kind, String host, ObjectNode configurations) {
            this.kind = kind;
            this.host = host;
            this.configurations = configurations;
        }
    }

    private final Network neutron;
    private final List<Agent> all = new ArrayList<>();

    Agents(Network neutron) {
        this.neutron = neutron;
    }

    void addTo(Routes routes) {
        routes.get("/v2.0/agents", this::list)
                .get("/v2.0/agents/{id}", call -> Answer.ok(WireJson.object("agent", shown(of(call)))))
                .delete("/v2.0/agents/{id}", this::delete);
    }

    /**
     * An agent reports from a host.
     *
     * @param kind as {@code L3 agent}
     * @param configurations what it says of itself, as {@code agent_mode}
     */
    public void add(String kind, String host, ObjectNode configurations) {
        all.add(new Agent(kind, host, configurations));
    }

    /** All agents of a host fall silent, or report again. */
    public void alive(String host, boolean alive) {
        all.stream().filter(agent -> agent.host.equals(host)).forEach(agent -> agent.alive = alive);
    }

    private Answer list(Call call) {
        admin(call);
        return Answer.ok(WireJson.object(
                "agents",
                WireJson.arrayOf(all.stream()
                        .filter(agent -> call.query("host") == null || agent.host.equals(call.query("host")))
                        .filter(agent ->
                                call.query("agent_type") == null || agent.kind.equals(call.query("agent_type")))
                        .map(this::shown)
                        .toList())));
    }

    private Agent of(Call call) {
        admin(call);
        return all.stream()
                .filter(agent -> agent.id.equals(call.segment("id")))
                .findFirst()
                .orElseThrow(() ->
                        new Refused(404, "AgentNotFound", "Agent " + call.segment("id") + " could not be found."));
    }

    private Answer delete(Call call) {
        all.remove(of(call));
        return Answer.noContent();
    }

    private ObjectNode shown(Agent agent) {
        String now = neutron.now().toString().replaceAll("T(.{8}).*", " $1");
        ObjectNode row = WireJson.object(
                "id",
                agent.id,
                "agent_type",
                agent.kind,
                "binary",
                BINARIES.getOrDefault(agent.kind, "neutron-agent"),
                "host",
                agent.host,
                "topic",
                "N/A",
                "admin_state_up",
                true,
                "alive",
                agent.alive,
                "created_at",
                now,
                "started_at",
                now,
                "heartbeat_timestamp",
                now,
                "description",
                null,
                "configurations",
                agent.configurations);
        if (neutron.release().modern()) {
            row.putNull("availability_zone").putNull("resources_synced");
        }
        return row;
    }

    private static void admin(Call call) {
        if (!call.caller().admin()) {
            throw new Refused(403, "PolicyNotAuthorized", "rule:get_agent is disallowed by policy");
        }
    }
}
