package io.jenkins.plugins.pumphouse.clouds.balancer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/** The parts of a load balancer, with what each is where nobody says otherwise. */
enum Sort {
    LISTENER(
            "listener",
            "listeners",
            "listeners",
            "loadbalancer_id",
            List.of("protocol", "protocol_port"),
            WireJson.object(
                    "protocol",
                    null,
                    "protocol_port",
                    null,
                    "connection_limit",
                    -1,
                    "default_pool_id",
                    null,
                    "default_tls_container_ref",
                    null,
                    "sni_container_refs",
                    List.of(),
                    "insert_headers",
                    WireJson.object(),
                    "timeout_client_data",
                    50000,
                    "timeout_member_connect",
                    5000,
                    "timeout_member_data",
                    50000,
                    "timeout_tcp_inspect",
                    0,
                    "client_ca_tls_container_ref",
                    null,
                    "client_authentication",
                    "NONE",
                    "client_crl_container_ref",
                    null,
                    "allowed_cidrs",
                    null)),
    POOL(
            "pool",
            "pools",
            "pools",
            "loadbalancer_id",
            List.of("protocol"),
            WireJson.object(
                    "protocol",
                    null,
                    "lb_algorithm",
                    null,
                    "session_persistence",
                    null,
                    "tls_enabled",
                    false,
                    "tls_container_ref",
                    null,
                    "ca_tls_container_ref",
                    null,
                    "crl_container_ref",
                    null)),
    MONITOR(
            "healthmonitor",
            "healthmonitors",
            "healthmonitors",
            "pool_id",
            List.of("type"),
            WireJson.object(
                    "type",
                    null,
                    "delay",
                    null,
                    "timeout",
                    null,
                    "max_retries",
                    null,
                    "max_retries_down",
                    3,
                    "http_method",
                    null,
                    "url_path",
                    null,
                    "expected_codes",
                    null,
                    "http_version",
                    null,
                    "domain_name",
                    null)),
    POLICY(
            "l7policy",
            "l7policies",
            "l7policies",
            "listener_id",
            List.of(),
            WireJson.object(
                    "action",
                    null,
                    "position",
                    1,
                    "redirect_pool_id",
                    null,
                    "redirect_url",
                    null,
                    "redirect_prefix",
                    null,
                    "redirect_http_code",
                    null)),
    MEMBER(
            "member",
            "pools/{parent}/members",
            "members",
            null,
            List.of("address", "protocol_port", "subnet_id"),
            WireJson.object(
                    "address",
                    null,
                    "protocol_port",
                    null,
                    "subnet_id",
                    null,
                    "weight",
                    1,
                    "backup",
                    false,
                    "monitor_address",
                    null,
                    "monitor_port",
                    null)),
    RULE(
            "rule",
            "l7policies/{parent}/rules",
            "rules",
            null,
            List.of(),
            WireJson.object("type", null, "compare_type", null, "key", null, "value", null, "invert", false));

    final String single;
    final String path;
    final String plural;
    final String parentField;
    private final List<String> fixed;
    private final ObjectNode usual;

    Sort(String single, String path, String plural, String parentField, List<String> fixed, ObjectNode usual) {
        this.single = single;
        this.path = path;
        this.plural = plural;
        this.parentField = parentField;
        this.fixed = fixed;
        this.usual = common(usual);
    }

    private static ObjectNode common(ObjectNode fields) {
        return fields.put("name", "")
                .put("description", "")
                .put("admin_state_up", true)
                .put("provisioning_status", "ACTIVE")
                .put("operating_status", "ONLINE")
                .set("tags", WireJson.array());
    }

    boolean nested() {
        return parentField == null;
    }

    /** A new part; a field that this release does not know is refused. */
    ObjectNode part(ObjectNode wanted) {
        return with(usual, wanted, parentField);
    }

    void checkChange(ObjectNode wanted) {
        wanted.fieldNames().forEachRemaining(field -> {
            if (fixed.contains(field) || !usual.has(field)) {
                throw unknown(field);
            }
        });
    }

    /** A new load balancer. */
    static ObjectNode balancer(ObjectNode wanted) {
        ObjectNode usual = common(WireJson.object(
                "project_id",
                null,
                "vip_address",
                null,
                "vip_subnet_id",
                null,
                "vip_network_id",
                null,
                "vip_port_id",
                null,
                "vip_qos_policy_id",
                null,
                "provider",
                "amphora",
                "flavor_id",
                null,
                "availability_zone",
                null));
        return with(usual, wanted, null);
    }

    private static ObjectNode with(ObjectNode usual, ObjectNode wanted, String parentField) {
        ObjectNode row = usual.deepCopy();
        wanted.properties().forEach(field -> {
            if (field.getKey().equals(parentField)) {
                return;
            }
            if (!usual.has(field.getKey())) {
                throw unknown(field.getKey());
            }
            row.set(field.getKey(), field.getValue());
        });
        return row;
    }

    private static Refused unknown(String field) {
        return Refused.badRequest("Invalid input for field/attribute " + field + ". Unknown attribute");
    }
}
