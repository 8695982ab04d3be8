package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * A cutover to a Neutron that takes no tags (before Ocata), where no object says that it has still to get something
 * from the source.
 */
public class UntaggedCutoverTest {
    private static final int MOST_WRITES = 16;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aTargetWithoutTags() {
        FloatingFixture.flat(clouds.source);
        FloatingFixture.flat(clouds.target);
        clouds.target.withoutExtensions("standard-attr-tag");
    }

    @Test
    public void whereverItEndsTheNextRunBringsItToItsEnd() throws Exception {
        clouds.source.project("demo").quota("network", "router", 2 * MOST_WRITES);
        for (int wire = 1; wire <= MOST_WRITES; wire++) {
            clouds.source
                    .project("demo")
                    .vlanNetwork("wire-" + wire, "10.9." + wire + ".0/24", 100 + wire)
                    .router("router-" + wire, "public", "wire-" + wire);
        }
        clouds.move(Verb.QUOTAS);
        clouds.move(Verb.NETWORKS);
        Interruption interruption = new Interruption(clouds);
        boolean interrupted = true;
        int write = 0;
        while (interrupted && write < MOST_WRITES) {
            int wire = ++write;
            String address = external(clouds.source, wire);
            interrupted = interruption.after(write, () -> clouds.move(Verb.CUTOVER, network(wire)));

            Report next = clouds.move(Verb.CUTOVER, network(wire));

            String said = "write " + write + ": " + next.outcomes() + clouds.lines;
            assertThat(next.failed()).as(said).isFalse();
            assertThat(answers(clouds.source, wire)).as(said).isFalse();
            assertThat(answers(clouds.target, wire)).as(said).isTrue();
            assertThat(external(clouds.target, wire)).as(said).isEqualTo(address);
            assertThat(external(clouds.source, wire)).as(said).isEmpty();
            clouds.lines.clear();
        }
        assertThat(write).isBetween(8, MOST_WRITES - 1);
        assertThat(notes()).isEmpty();
    }

    @Test
    public void whatTheTargetRefusesLeavesTheSourceAnsweringAndNothingOnTheTarget() throws Exception {
        clouds.source.project("demo").vlanNetwork("wire-1", "10.9.1.0/24", 101).router("router-1", "public", "wire-1");
        clouds.move(Verb.NETWORKS);
        clouds.target.faults().on("PUT", "/v2.0/subnets/*").status(409);

        Report over = clouds.move(Verb.CUTOVER, network(1));

        assertThat(over.failed()).isTrue();
        assertThat(answers(clouds.source, 1)).isTrue();
        assertThat(answers(clouds.target, 1)).isFalse();
        assertThat(notes()).isEmpty();
    }

    private static Selection network(int wire) {
        return new Selection("demo", null, List.of(), null, false, List.of("wire-" + wire));
    }

    private static boolean answers(EmbeddedCloud cloud, int wire) {
        return cloud.inside()
                .named("network", "/v2.0/subnets", "subnets", "wire-" + wire + "-subnet")
                .path("enable_dhcp")
                .asBoolean();
    }

    /** Of the network's router; empty for none. */
    private static String external(EmbeddedCloud cloud, int wire) {
        return cloud.inside()
                .named("network", "/v2.0/routers", "routers", "router-" + wire)
                .path("external_gateway_info")
                .path("external_fixed_ips")
                .path(0)
                .path("ip_address")
                .asText();
    }

    private List<JsonNode> notes() {
        return clouds.target.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port ->
                        String.valueOf(WireJson.text(port, "device_owner")).contains("pumphouse"))
                .toList();
    }
}
