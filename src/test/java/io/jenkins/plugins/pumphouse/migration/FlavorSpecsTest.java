package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.FlavorFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A flavor that asks for aggregates, traits or resources that the target does not have, is told before it is made. */
public class FlavorSpecsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void anAggregateThatTheTargetDoesNotHaveIsTold() throws Exception {
        specs("aggregate_instance_extra_specs:ssd", "true");

        FitRow row = row("aggregate_instance_extra_specs:ssd=true");

        assertThat(row.state()).isEqualTo(State.SHORT);
        assertThat(row.where()).isEqualTo("flavor demo.small");
        assertThat(row.text()).contains("no aggregate with hosts of new has ssd as true");
        aggregate("fast", "ssd", "false,true");
        assertThat(rows()).isEmpty();
    }

    @Test
    public void oneOfSeveralValuesWillDo() throws Exception {
        specs("aggregate_instance_extra_specs:disk", "<or> nvme <or> ssd");
        aggregate("fast", "disk", "ssd");

        assertThat(rows()).isEmpty();
    }

    @Test
    public void aTraitThatNoHypervisorHasIsTold() throws Exception {
        specs("trait:CUSTOM_GOLD", "required");
        specs("trait:HW_CPU_X86_AVX", "required");
        specs("trait:CUSTOM_SLOW", "forbidden");

        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row.sentence())
                        .contains(
                                "trait:CUSTOM_GOLD=required: 1 needed, 0 free", "no hypervisor of new has the trait"));
    }

    @Test
    public void resourcesThatNoHypervisorHasAreTold() throws Exception {
        specs("resources:CUSTOM_BAREMETAL", "1");
        specs("resources:VGPU", "1");
        specs("resources:VCPU", "0");

        assertThat(rows())
                .extracting(FitRow::what)
                .containsExactlyInAnyOrder("resources:CUSTOM_BAREMETAL=1", "resources:VGPU=1");
    }

    @Test
    public void whatOnlyTheFilesOfTheHypervisorsSayIsUnknown() throws Exception {
        specs("pci_passthrough:alias", "gpu:1");
        specs("hw:cpu_policy", "dedicated");
        specs("hw:numa_nodes", "1");

        assertThat(rows()).allMatch(row -> row.state() == State.UNKNOWN);
        assertThat(rows())
                .extracting(FitRow::what)
                .containsExactlyInAnyOrder("hw:cpu_policy=dedicated", "pci_passthrough:alias=gpu:1");
        assertThat(rows().get(0).text()).contains("no API tells", "nova.conf");
    }

    @Test
    public void aServiceThatMayNotBeAskedIsNamed() throws Exception {
        specs("aggregate_instance_extra_specs:ssd", "true");
        clouds.target.faults().on("GET", "/v2.1/os-aggregates").status(403);

        assertThat(row("aggregate_instance_extra_specs:ssd=true").state()).isEqualTo(State.UNKNOWN);
        assertThat(row("aggregate_instance_extra_specs:ssd=true").text()).contains("os-aggregates", "403");
    }

    @Test
    public void aServerIsToldOfTheFlavorThatTheTargetHasAlready() throws Exception {
        specs("aggregate_instance_extra_specs:ssd", "true");
        clouds.move(Verb.FLAVORS, TwoClouds.ALL);

        assertThat(rows()).isEmpty();
        assertThat(clouds.plan(Verb.INSTANCES, TwoClouds.server("db-1")).fit().rows())
                .anyMatch(row -> row.what().equals("aggregate_instance_extra_specs:ssd=true"));
    }

    private FitRow row(String spec) throws Exception {
        return rows().stream()
                .filter(row -> row.what().equals(spec))
                .findFirst()
                .orElseThrow();
    }

    private List<FitRow> rows() throws Exception {
        return clouds.plan(Verb.FLAVORS, TwoClouds.ALL).fit().rows();
    }

    private void specs(String name, String value) {
        FlavorFixture.extraSpec(clouds.source, "demo.small", name, value);
    }

    private void aggregate(String name, String key, String value) {
        JsonNode made = clouds.target
                .inside()
                .make("compute", "/v2.1/os-aggregates", "aggregate", WireJson.object("name", name));
        String action = "/v2.1/os-aggregates/" + made.path("id").asText() + "/action";
        ObjectNode host = WireJson.object("add_host", WireJson.object("host", "compute-1"));
        clouds.target.inside().post("compute", action, host);
        clouds.target
                .inside()
                .post(
                        "compute",
                        action,
                        WireJson.object("set_metadata", WireJson.object("metadata", WireJson.object(key, value))));
    }
}
