package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The login to BMCs under {@code host_defaults}, in a configuration that inherits: it goes only to the addresses of the
 * configuration that gives it, and of those that this one inherits. Who configures a folder could else have it sent to
 * any host, by an address and nothing more.
 */
final class DefaultLogins {
    private static final String HOSTS = "hosts";
    private static final String DEFAULTS = "host_defaults";
    private static final String BMC = "bmc";
    private static final String IPMI = "ipmi";

    /** The nearest first. */
    private final List<MappingNode> layers;

    private DefaultLogins(List<MappingNode> layers) {
        this.layers = layers;
    }

    /**
     * The sections of all layers as one, in which no host has a default login that was not meant for its address: where
     * there is such a host, the other hosts say the login themselves.
     *
     * @param layers the one that inherits first
     */
    static Map<String, Node> within(Map<String, Node> whole, List<MappingNode> layers) {
        return new DefaultLogins(layers).within(whole);
    }

    private Map<String, Node> within(Map<String, Node> whole) {
        Map<String, Node> bmc = map(map(whole, DEFAULTS), BMC);
        Map<String, Node> login = new LinkedHashMap<>(bmc);
        login.keySet().removeIf(key -> !LoginKeys.isOfAccount(key));
        int given = layerOf(layer -> hasLogin(map(map(layer, DEFAULTS), BMC)));
        Map<String, Node> hosts = map(whole, HOSTS);
        if (login.isEmpty() || hosts.keySet().stream().noneMatch(host -> addressed(host) < given)) {
            return whole;
        }
        hosts.replaceAll((name, host) -> addressed(name) < given || !(host instanceof MappingNode map)
                ? host
                : with(login, Overlay.entries(map)));
        bmc.keySet().removeAll(login.keySet());
        Map<String, Node> defaults = map(whole, DEFAULTS);
        defaults.put(BMC, Overlay.map(bmc));
        Map<String, Node> told = new LinkedHashMap<>(whole);
        told.put(DEFAULTS, Overlay.map(defaults));
        told.put(HOSTS, Overlay.map(hosts));
        return told;
    }

    /** A host that says the login itself, if it has taken that of the defaults. */
    private static Node with(Map<String, Node> login, Map<String, Node> host) {
        Map<String, Node> bmc = map(host, BMC);
        Map<String, Node> original = map(host, IPMI);
        if (original.containsKey("auth") || hasLogin(bmc) || bmc.isEmpty() && original.isEmpty()) {
            return Overlay.map(host);
        }
        if (original.containsKey("host")) { // has no key for credentials
            bmc.put("address", original.get("host"));
            host.remove(IPMI);
        }
        login.forEach((key, value) -> bmc.put(key, copy(value)));
        host.put(BMC, Overlay.map(bmc));
        return Overlay.map(host);
    }

    /** A node that is used twice would be written as an anchor and its aliases. */
    private static Node copy(Node node) {
        return node instanceof ScalarNode scalar ? Written.scalar(scalar.getValue()) : node;
    }

    /** The layer that gives a host its address; the number of layers for none. */
    private int addressed(String host) {
        return layerOf(layer -> {
            Map<String, Node> keys = map(map(layer, HOSTS), host);
            return map(keys, BMC).containsKey("address") || map(keys, IPMI).containsKey("host");
        });
    }

    private int layerOf(Predicate<Map<String, Node>> has) {
        for (int i = 0; i < layers.size(); i++) {
            if (has.test(Overlay.entries(layers.get(i)))) {
                return i;
            }
        }
        return layers.size();
    }

    private static boolean hasLogin(Map<String, Node> keys) {
        return keys.keySet().stream().anyMatch(LoginKeys::isOfAccount);
    }

    private static Map<String, Node> map(Map<String, Node> keys, String key) {
        return Optional.ofNullable(keys.get(key))
                .filter(MappingNode.class::isInstance)
                .map(node -> Overlay.entries((MappingNode) node))
                .orElseGet(LinkedHashMap::new);
    }
}
