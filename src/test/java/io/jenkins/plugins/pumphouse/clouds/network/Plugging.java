package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Nova does in Neutron for a server: finds networks and groups, makes, takes and gives back ports. */
public final class Plugging {
    private final Network neutron;
    private final List<String> taken = new ArrayList<>();

    Plugging(Network neutron) {
        this.neutron = neutron;
    }

    /** A port that the caller may use and that is free; {@link Refused} in Nova's words otherwise. */
    public ObjectNode port(String id, TokenHolder caller) {
        ObjectNode port = neutron.ports.table.get(id);
        if (port == null || !caller.sees(WireJson.text(port, "tenant_id"))) {
            throw Refused.badRequest("Port id " + id + " could not be found.");
        }
        if (!WireJson.text(port, "device_id").isEmpty()) {
            throw Refused.conflict("Port " + id + " is still in use.");
        }
        return port;
    }

    /** Whether its policy, or that of its network, has a rule of minimum bandwidth: Placement has to count that. */
    public boolean guaranteesBandwidth(ObjectNode port) {
        String own = WireJson.text(port, "qos_policy_id");
        String policy = own == null ? WireJson.text(networkOf(port), "qos_policy_id") : own;
        return policy != null
                && neutron.policies.table.get(policy).path("rules").findValuesAsText("type").stream()
                        .anyMatch(type -> type.equals("minimum_bandwidth"));
    }

    /** The networks that a server gets when none is named: those of its project, else the shared ones. */
    public List<ObjectNode> networksFor(TokenHolder caller) {
        List<ObjectNode> own = neutron.networks
                .table
                .where("tenant_id", caller.projectId())
                .filter(n -> !n.path("router:external").asBoolean())
                .toList();
        return own.isEmpty()
                ? neutron.networks
                        .table
                        .where(n -> n.path("shared").asBoolean())
                        .toList()
                : own;
    }

    /** A network that the caller may use; {@link Refused} in Nova's words otherwise. */
    public ObjectNode network(String id, TokenHolder caller) {
        ObjectNode network = neutron.networks.table.get(id);
        if (network == null
                || !(caller.sees(WireJson.text(network, "tenant_id")) || neutron.networks.common(network))) {
            throw Refused.badRequest("Network " + id + " could not be found.");
        }
        return network;
    }

    /** The id of a group of the caller's project by its name or id; {@link Refused} in Nova's words otherwise. */
    public String group(String nameOrId, TokenHolder caller) {
        if (nameOrId.equals("default")) {
            return neutron.groups.defaultOf(caller.projectId());
        }
        List<String> found = neutron.groups
                .table
                .where("tenant_id", caller.projectId())
                .filter(group ->
                        nameOrId.equals(WireJson.text(group, "id")) || nameOrId.equals(WireJson.text(group, "name")))
                .map(group -> WireJson.text(group, "id"))
                .toList();
        if (found.isEmpty()) {
            throw Refused.badRequest(
                    "Security group " + nameOrId + " not found for project " + caller.projectId() + ".");
        }
        if (found.size() > 1) {
            throw Refused.conflict(
                    "Multiple security groups found matching '" + nameOrId + "'. Use an ID to be more specific.");
        }
        return found.get(0);
    }

    /** Makes a port of the server's project. */
    public ObjectNode makePort(TokenHolder caller, ObjectNode wanted) {
        return neutron.ports.createOne(
                wanted, new Call("POST", "", null, Map.of(), Map.of(), caller, Map.of(), WireJson.object(), null));
    }

    /** Gives a port to a server on a host, as its last card so far. */
    public void take(ObjectNode port, String server, String zone, String host) {
        taken.remove(WireJson.text(port, "id"));
        taken.add(WireJson.text(port, "id"));
        port.put("device_id", server)
                .put("device_owner", "compute:" + zone)
                .put("binding:host_id", host)
                .put("binding:vif_type", "ovs")
                .put("status", "ACTIVE");
        neutron.ports.touch(port);
        neutron.trunks.wire(port);
    }

    /**
     * Lets a port go: removed when Nova made it, freed when somebody else did. One that Neutron does not delete Nova
     * leaves as it is.
     */
    public void release(String id, boolean madeByNova) {
        ObjectNode port = neutron.ports.table.get(id);
        if (port == null) {
            return;
        }
        if (madeByNova) {
            if (!neutron.trunks.has(port)) {
                neutron.ports.delete(port);
            }
        } else {
            port.put("device_id", "")
                    .put("device_owner", "")
                    .put("binding:host_id", "")
                    .put("binding:vif_type", "unbound")
                    .put("status", "DOWN");
            name(port, "");
            neutron.ports.touch(port);
            neutron.trunks.wire(port);
        }
    }

    /** Why Nova boots no server of this hostname with its ports; null where it does. */
    public String refusedName(String server, String hostname) {
        return portsOf(server)
                .filter(port -> namesPorts())
                .filter(port -> !WireJson.text(port, "dns_name").isEmpty()
                        && !WireJson.text(port, "dns_name").equals(hostname))
                .map(port -> "Port " + WireJson.text(port, "id") + " not usable for instance " + server + ". Value "
                        + WireJson.text(port, "dns_name")
                        + " assigned to dns_name attribute does not match instance's hostname " + hostname)
                .findFirst()
                .orElse(null);
    }

    /** The ports of a server that boots get its hostname as their name in DNS. */
    public void name(String server, String hostname) {
        portsOf(server).forEach(port -> name(port, hostname));
    }

    private void name(ObjectNode port, String hostname) {
        if (namesPorts()) {
            port.put("dns_name", hostname.toLowerCase(Locale.ROOT));
        }
    }

    private boolean namesPorts() {
        return neutron.release().modern() && neutron.extensions.has("dns-integration");
    }

    /** The ports of a server in the order in which it got them: that of its cards. */
    public Stream<ObjectNode> portsOf(String server) {
        return neutron.ports
                .table
                .where("device_id", server)
                .sorted(Comparator.comparing(port -> taken.indexOf(WireJson.text(port, "id"))));
    }

    public ObjectNode networkOf(ObjectNode port) {
        return neutron.networks.table.get(WireJson.text(port, "network_id"));
    }

    /** The names of the groups on a server's ports, each once. */
    public List<String> groupNames(String server) {
        return groupIds(server)
                .map(id -> WireJson.text(neutron.groups.table.get(id), "name"))
                .toList();
    }

    private Stream<String> groupIds(String server) {
        return portsOf(server)
                .flatMap(port ->
                        StreamSupport.stream(port.path("security_groups").spliterator(), false))
                .map(JsonNode::asText)
                .distinct();
    }

    /** The groups on a server's ports in the words that Nova had for them before there was Neutron. */
    public List<ObjectNode> groupsInNovasWords(String server) {
        return groupIds(server)
                .map(id -> {
                    ObjectNode group = neutron.groups.table.get(id);
                    List<ObjectNode> rules = neutron.rules
                            .table
                            .where("security_group_id", id)
                            .filter(rule -> WireJson.text(rule, "direction").equals("ingress"))
                            .map(this::ruleInNovasWords)
                            .toList();
                    return WireJson.object(
                            "id",
                            id,
                            "name",
                            group.get("name"),
                            "description",
                            group.get("description"),
                            "tenant_id",
                            group.get("tenant_id"),
                            "rules",
                            rules);
                })
                .toList();
    }

    ObjectNode ruleInNovasWords(ObjectNode rule) {
        ObjectNode remote = WireJson.has(rule, "remote_group_id")
                ? neutron.groups.table.get(WireJson.text(rule, "remote_group_id"))
                : null;
        String range = WireJson.has(rule, "remote_ip_prefix")
                ? WireJson.text(rule, "remote_ip_prefix")
                : WireJson.text(rule, "ethertype").equals("IPv6") ? "::/0" : "0.0.0.0/0";
        return WireJson.object(
                "id",
                rule.get("id"),
                "parent_group_id",
                rule.get("security_group_id"),
                "ip_protocol",
                rule.get("protocol"),
                "from_port",
                rule.get("port_range_min"),
                "to_port",
                rule.get("port_range_max"),
                "group",
                remote == null
                        ? WireJson.object()
                        : WireJson.object("name", remote.get("name"), "tenant_id", remote.get("tenant_id")),
                "ip_range",
                remote == null ? WireJson.object("cidr", range) : WireJson.object());
    }

    /** The floating addresses tied to a port, as {@code {fixed, floating}}. */
    public Stream<ObjectNode> floating(String port) {
        return neutron.floatingIps.table.where("port_id", port);
    }

    /** Puts a group on every port of a server, or takes it off. */
    public void group(String server, String group, boolean on) {
        portsOf(server).forEach(port -> {
            var groups = WireJson.array();
            port.path("security_groups").forEach(each -> {
                if (!each.asText().equals(group)) {
                    groups.add(each);
                }
            });
            if (on) {
                groups.add(group);
            }
            port.set("security_groups", groups);
            neutron.ports.touch(port);
        });
    }
}
