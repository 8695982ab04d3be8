package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.config.host.InventoryReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The JSON schemas in docs/ are what the readers declare. {@code -Dschema.write=true} writes them anew. */
public class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode configuration =
            JSON.valueToTree(Configuration.schema().words());
    private final JsonNode inventory = JSON.valueToTree(InventoryReader.schema().words());

    private final JsonNode mapping = JSON.valueToTree(MappingReader.schema().words());

    @Test
    public void theShippedSchemasAreThoseOfTheReaders() throws IOException {
        isShipped(mapping, "pumphouse-mapping.schema.json");
        isShipped(configuration, "pumphouse.schema.json");
        isShipped(inventory, "pumphouse-inventory.schema.json");
    }

    private static void isShipped(JsonNode schema, String file) throws IOException {
        Path shipped = Path.of("docs", file);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        String text = JSON.writer(printer).writeValueAsString(schema) + "\n";
        if (Boolean.getBoolean("schema.write")) {
            Files.writeString(shipped, text);
        }
        assertThat(Files.readString(shipped, StandardCharsets.UTF_8))
                .as("docs/" + file + "; write it anew with -Dschema.write=true")
                .isEqualTo(text);
    }

    @Test
    public void theExamplesAreRight() throws IOException {
        for (String example : List.of("examples/pumphouse.yaml", "examples/hosts/pumphouse.yaml")) {
            assertThat(mistakes(configuration, Files.readString(Path.of(example))))
                    .as(example)
                    .isEmpty();
        }
        assertThat(mistakes(configuration, Yaml.SAMPLE)).isEmpty();
        assertThat(mistakes(inventory, HostInventoryTest.ORIGINAL)).isEmpty();
    }

    @Test
    public void aConfigurationWithEveryKindOfValueIsRight() {
        assertThat(mistakes(configuration, """
                source:
                - {name: old, auth_url: "http://10.0.0.1:5000/v3", credentials: c, tenant: admin, timeout: 30s, insecure: no}
                cutover: {private: hold, "*": now}
                provider_networks: keep
                limits: {parallel: 4, bandwidth: 50 MB/s, perHost: "2"}
                mapping: {flavors: {m1.small: c1}, tenants: {demo: shop}}
                inventory: [a.yaml, b.yaml]
                switches: {tor-3: {address: 10.1.0.2, version: 3, port: 161, credentials: c}}
                host_defaults: {roles: compute, bmc: {suite: 17, driver: redfish}, timeouts: {deploy: 3h}}
                hosts:
                  cmp-1:
                    bmc: {address: 10.1.0.12, credentials: c}
                    disks: {os: {size: 64GB, "on": first}, vm: rest}
                    interfaces: {eth0: [fuelweb_admin], eth1: public, eth2: {hwaddr: "00:25:90:e7:46:d0"}}
                    template: {disks: node-7}
                    emptied: [ceph-osd]
                    rename: false
                    labels: {rack: 3}
                    serial: 12345
                """)).isEmpty();
    }

    @Test
    public void whatTheReadersRefuseTheSchemaRefuses() {
        assertThat(mistakes(configuration, "source: [{name: a, auth_url: b, credental: c}]"))
                .containsExactly("/source/0/credental is unknown");
        assertThat(mistakes(configuration, "source: [{name: a}]")).containsExactly("/source/0 lacks auth_url");
        assertThat(mistakes(configuration, "hosts: {a: {wiring: magic}}")).isNotEmpty();
        assertThat(mistakes(configuration, "hosts: {a: {vlan: 5000}}")).isNotEmpty();
        assertThat(mistakes(configuration, "limits: {transfers: 65}")).isNotEmpty();
        assertThat(mistakes(configuration, "limits: {per_host: 2}")).containsExactly("/limits/per_host is unknown");
        assertThat(mistakes(configuration, "source: {name: a}")).isNotEmpty();
        assertThat(mistakes(configuration, "host_defaults: {serial: 1}")).isNotEmpty();
    }

    @Test
    public void aMappingInAFileOfItsOwnHasASchema() {
        assertThat(mistakes(mapping, "flavors: {m1.small: c1}\ntenants: {demo: skip}"))
                .isEmpty();
        assertThat(mistakes(mapping, "mapping: {flavors: {a: b}}")).containsExactly("/mapping is unknown");
    }

    private static List<String> mistakes(JsonNode schema, String yaml) {
        Object read = new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return SchemaCheck.mistakes(schema, JSON.valueToTree(read));
    }
}
