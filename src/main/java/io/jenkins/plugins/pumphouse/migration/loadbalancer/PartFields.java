package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What becomes of each field of a part, by its sort. */
final class PartFields {
    /** The fields that name another pool of the same load balancer. */
    static final List<String> POOL_REFERENCES = List.of("default_pool_id", "redirect_pool_id");

    private static final String SECRET =
            "uses the secret {} of Barbican, and no step moves secrets: create this load balancer on the target by hand";

    /** What fields of later releases are where nobody has set them; an Octavia that lacks one refuses to be told. */
    private static final Map<String, String> USUAL = Map.of(
            "tls_enabled", "false",
            "client_authentication", "NONE",
            "hsts_include_subdomains", "false",
            "hsts_preload", "false");

    private static final Map<PartSort, PartFields> ALL = new EnumMap<>(PartSort.class);

    static {
        ALL.put(
                PartSort.POOL,
                new PartFields("protocol")
                        .copies("lb_algorithm", "session_persistence", "tls_enabled", "tls_ciphers", "tls_versions")
                        .copies("alpn_protocols")
                        .shows("members", "healthmonitor_id", "listeners")
                        .refuses("tls_container_ref", "ca_tls_container_ref", "crl_container_ref"));
        ALL.put(
                PartSort.MEMBER,
                new PartFields("address", "protocol_port", "subnet_id")
                        .copies("weight", "backup", "monitor_address", "monitor_port")
                        .tells("vnic_type", "normal"));
        ALL.put(
                PartSort.MONITOR,
                new PartFields("type")
                        .copies("delay", "timeout", "max_retries", "max_retries_down", "http_method", "url_path")
                        .copies("expected_codes", "http_version", "domain_name")
                        .shows("pools"));
        ALL.put(
                PartSort.LISTENER,
                new PartFields("protocol", "protocol_port")
                        .copies("connection_limit", "insert_headers", "timeout_client_data", "timeout_member_connect")
                        .copies("timeout_member_data", "timeout_tcp_inspect", "allowed_cidrs", "tls_ciphers")
                        .copies("tls_versions", "alpn_protocols", "client_authentication", "hsts_max_age")
                        .copies("hsts_include_subdomains", "hsts_preload")
                        .shows("default_pool_id", "l7policies")
                        .refuses("default_tls_container_ref", "sni_container_refs", "client_ca_tls_container_ref")
                        .refuses("client_crl_container_ref"));
        ALL.put(
                PartSort.POLICY,
                new PartFields()
                        .copies("action", "position", "redirect_url", "redirect_prefix", "redirect_http_code")
                        .shows("redirect_pool_id", "rules"));
        ALL.put(PartSort.RULE, new PartFields().copies("type", "compare_type", "key", "value", "invert"));
    }

    /** The fields that Octavia lets nobody change. */
    private final List<String> fixed;

    private final List<String> copied = new ArrayList<>();
    private final Account account = new Account();

    private PartFields(String... fixed) {
        this.fixed = List.of(fixed);
        copies(fixed).copies("name", "description", "admin_state_up");
        shows("tags", "loadbalancers", "listener_id", "pool_id");
        account.serviceSets("id", "project_id", "tenant_id", "created_at", "updated_at")
                .serviceSets("provisioning_status", "operating_status");
    }

    static PartFields of(PartSort sort) {
        return ALL.get(sort);
    }

    private PartFields copies(String... fields) {
        copied.addAll(List.of(fields));
        account.brings(fields);
        return this;
    }

    /** What comes along in another way: by where a part stands, or as a reference. */
    private PartFields shows(String... fields) {
        account.brings(fields);
        return this;
    }

    private PartFields tells(String field, String usual) {
        account.tells(field, usual, "the target's Octavia chooses it");
        return this;
    }

    private PartFields refuses(String... fields) {
        for (String field : fields) {
            account.refuses(field, null, SECRET);
        }
        return this;
    }

    Account account() {
        return account;
    }

    /** The fields of a part that come along as they are. */
    ObjectNode copied(JsonNode json) {
        ObjectNode wanted = Json.object();
        for (String field : copied) {
            JsonNode value = json.path(field);
            if (!Equality.nothing(value) && !value.asText().equals(USUAL.get(field))) {
                wanted.set(field, value.isObject() ? withoutNulls(value) : value);
            }
        }
        return wanted;
    }

    /** Octavia shows all that a session persistence could have. */
    private static ObjectNode withoutNulls(JsonNode value) {
        ObjectNode said = value.deepCopy();
        value.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                said.remove(field.getKey());
            }
        });
        return said;
    }

    /** What an update may send. */
    ObjectNode changeable(ObjectNode fields) {
        return fields.deepCopy().without(fixed);
    }
}
