package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A kind of object that {@code mapping} can name: one more of them is one more constant. */
enum MappedKind {
    DOMAIN("domain", "domains"),
    PROJECT("project", "projects", "tenants"),
    USER("user", "users"),
    GROUP("group", "groups"),
    ROLE("role", "roles"),
    FLAVOR("flavor", "flavors"),
    NETWORK("network", "networks"),
    PHYSICAL_NETWORK("physical network", "physical_networks"),
    SUBNET("subnet", "subnets"),
    ROUTER("router", "routers"),
    FLOATING_ADDRESS("floating address", "floating_addresses", "floating_ips"),
    ADDRESS_SCOPE("address scope", "address_scopes"),
    SUBNET_POOL("subnet pool", "subnet_pools"),
    QOS_POLICY("QoS policy", "qos_policies"),
    IMAGE("image", "images"),
    VOLUME("volume", "volumes"),
    VOLUME_TYPE("volume type", "volume_types"),
    VOLUME_BACKEND("volume backend", "volume_backends"),
    KEYPAIR("keypair", "keypairs"),
    ADDRESS_GROUP("address group", "address_groups"),
    SERVER_GROUP("server group", "server_groups"),
    LOAD_BALANCER("load balancer", "load_balancers"),
    HOST("host", "hosts"),
    AVAILABILITY_ZONE("availability zone", "availability_zones", "zones"),
    SECURITY_GROUP("security group", "security_groups", "secgroups");

    private final String word;
    private final List<ConfigKey<Map<String, String>>> keys;

    /**
     * @param keys as written in the file; the first is the current one, another is the word of the original's commands
     */
    MappedKind(String word, String... keys) {
        this.word = word;
        this.keys = Stream.of(keys)
                .map(key -> ConfigKey.<Map<String, String>>of(key, new NamesForm()))
                .toList();
    }

    /** What logs, reports and the migration call it: {@code security group}. */
    String word() {
        return word;
    }

    List<ConfigKey<Map<String, String>>> keys() {
        return keys;
    }
}
