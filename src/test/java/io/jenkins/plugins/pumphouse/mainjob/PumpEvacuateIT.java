package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** {@code pumpEvacuate} on a real cloud: a hypervisor of its own is emptied, live and cold. */
public class PumpEvacuateIT {
    private static final String HOST = "cmp-evacuate";
    private static final String SERVICE = "nova-compute@" + HOST;

    @Rule
    public final TestbedPipeline pipeline = new TestbedPipeline();

    @Rule
    public final TestbedProject project = new TestbedProject("evacuate");

    private ComputeHost host;

    @Before
    public void oneMoreHypervisorWithServers() throws Exception {
        host = new ComputeHost(project.source(), HOST);
        Testbed.service("start", "source", SERVICE);
        TestbedProject.await(HOST + " reports", () -> host.find().isPresent());
        Testbed.discover("source");
        TestbedProject.await(
                HOST + " serves", () -> host.find().filter(HostFacts::serving).isPresent());
        project.network("10.86.0.0/24")
                .boot("live-1", HOST)
                .boot("cold-1", HOST)
                .boot("off-1", HOST)
                .act("off-1", "os-stop", "SHUTOFF");
    }

    @After
    public void itIsForgotten() throws Exception {
        List<ObjectNode> servers = project.source()
                .list(
                        Request.get(Service.COMPUTE, "/servers/detail")
                                .query("all_tenants", "1")
                                .query("host", HOST),
                        "servers");
        servers.forEach(server ->
                project.source().send(Request.delete(Service.COMPUTE, "/servers/" + Json.text(server, "id"))));
        TestbedProject.await("no server on " + HOST, () -> host.look().servers().isEmpty());
        host.disable("the test is over");
        Testbed.service("kill", "source", SERVICE);
        TestbedProject.await(HOST + " is silent", () -> !host.look().compute().up());
        host.forget();
    }

    @Test
    public void aHypervisorIsEmptiedAndASecondRunWritesNothing() throws Exception {
        PipelineResult result = pipeline.succeeds("""
                def gone = pumpEvacuate host: '%1$s', cold: ['cold-1'], poll: 2
                gone.servers.each { echo "${it.name} ${it.outcome} ${it.how}" }
                echo "empty ${gone.empty} disabled ${gone.disabled}"
                def again = pumpEvacuate host: '%1$s', poll: 2
                echo "again changed ${again.changed} empty ${again.empty}"
                """.formatted(HOST));

        assertThat(result.console())
                .contains("live-1 moved live", "cold-1 moved cold", "off-1 moved cold", "empty true disabled true")
                .contains("again changed false empty true");
        for (String name : List.of("live-1", "cold-1", "off-1")) {
            ObjectNode server = project.server(name);
            assertThat(Json.text(server, "status")).isEqualTo(name.equals("off-1") ? "SHUTOFF" : "ACTIVE");
            assertThat(Json.text(server, "OS-EXT-SRV-ATTR:host")).isNotEqualTo(HOST);
            assertThat(server.path("metadata")).isEmpty();
        }
        assertThat(host.look().servers()).isEmpty();
        assertThat(host.look().migrations()).isEmpty();
    }
}
