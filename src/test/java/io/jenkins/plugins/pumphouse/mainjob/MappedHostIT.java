package io.jenkins.plugins.pumphouse.mainjob;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Servers boot on the hypervisor that the mapping names for theirs, between two real clouds. */
public class MappedHostIT {
    private static final String CROSSWISE = """
            mapping:
              hosts:
                source-compute1: target-compute2
                source-compute2: target-compute1
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final TestbedProject project = new TestbedProject("mapped-hosts");

    @Before
    public void aServerOnEachHypervisor() throws Exception {
        project.network("10.90.0.0/24").boot("one", "source-compute1").boot("two", "source-compute2");
    }

    @Test
    public void eachCopyIsOnTheHypervisorThatIsMapped() throws Exception {
        PipelineResult moved = TestbedPipeline.of(
                        folder.getRoot().toPath().resolve("workspace"),
                        CROSSWISE,
                        "echo \"hosts: ${pumpInstances(tenant: '%s').resources*.ledger*.host}\""
                                .formatted(project.name))
                .run();

        assertThat(moved.result()).as(moved.console()).isEqualTo(Result.SUCCESS);
        assertThat(hosts()).isEqualTo(Map.of("one", "target-compute2", "two", "target-compute1"));
        assertThat(moved.console())
                .contains("source-compute1 -> target-compute2", "source-compute2 -> target-compute1");
    }

    private Map<String, String> hosts() {
        Request all = Request.get(Service.COMPUTE, "/servers/detail").query("all_tenants", "1");
        return project.target().list(all, "servers").stream()
                .filter(server -> Json.text(server, "name").matches("one|two"))
                .collect(toMap(
                        server -> Json.text(server, "name"), server -> Json.text(server, "OS-EXT-SRV-ATTR:host")));
    }
}
