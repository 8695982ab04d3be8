package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A floating address of a virtual address, a port that no device has, goes over with the gateway of its network. */
public class VirtualAddressTest {
    private static final Selection WIRE = new Selection("demo", null, List.of(), null, false, List.of("wire"));

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aFloatingAddressOfAPortThatNoDeviceHasGoesOverWithTheGateway() throws Exception {
        String port = aVirtualAddress();
        for (Verb verb : List.of(Verb.NETWORKS, Verb.FLOATING_IPS)) {
            clouds.move(verb);
        }
        assertThat(bound(clouds.target)).isEmpty();

        Report over = clouds.move(Verb.CUTOVER, WIRE);

        assertThat(over.failed()).as(over.outcomes().toString()).isFalse();
        assertThat(bound(clouds.source)).isEmpty();
        assertThat(bound(clouds.target)).isEqualTo("10.9.0.77");
        assertThat(FloatingFixture.shown(clouds.target, FloatingFixture.ADDRESS)
                        .path("port_id")
                        .asText())
                .isNotEqualTo(port);
        assertThat(clouds.move(Verb.CUTOVER, WIRE).cost().writes()).isZero();
    }

    @Test
    public void ofWhichNeutronKeepsNoNoteTheLogHasTheCommandBeforeItIsLetGo() throws Exception {
        aVirtualAddress();
        clouds.source.withoutExtensions("standard-attr-tag", "standard-attr-description");
        for (Verb verb : List.of(Verb.NETWORKS, Verb.FLOATING_IPS)) {
            clouds.move(verb);
        }
        clouds.lines.clear();

        clouds.move(Verb.CUTOVER);

        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("keeps no note of that (before Mitaka)")
                        && line.contains("openstack floating ip set --port "));
    }

    @Test
    public void suchAnAddressThatAnInterruptedRunHasLetGoIsBoundByTheNext() throws Exception {
        aVirtualAddress();
        for (Verb verb : List.of(Verb.NETWORKS, Verb.FLOATING_IPS)) {
            clouds.move(verb);
        }
        Thread runner = Thread.currentThread();
        clouds.source.faults().on("PUT", "/v2.0/floatingips/*").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("10.9.0.77")
                .status(503);
        clouds.move(Verb.CUTOVER, WIRE);
        Thread.interrupted();
        clouds.target.faults().clear();
        assertThat(bound(clouds.target)).isEmpty();

        Report over = clouds.move(Verb.CUTOVER, WIRE);

        assertThat(over.failed()).as(over.outcomes().toString()).isFalse();
        assertThat(bound(clouds.source)).isEmpty();
        assertThat(bound(clouds.target)).isEqualTo("10.9.0.77");
    }

    /** A floating address leads to a port that no device has; its id. */
    private String aVirtualAddress() {
        Inside source = clouds.source.inside();
        clouds.source.project("demo").vlanNetwork("wire", "10.9.0.0/24", 101).router("wire-router", "public", "wire");
        String port = source.make(
                        "network",
                        "/v2.0/ports",
                        "port",
                        WireJson.object(
                                "network_id",
                                source.named("network", "/v2.0/networks", "networks", "wire")
                                        .path("id"),
                                "tenant_id",
                                FloatingFixture.demo(clouds.source),
                                "fixed_ips",
                                WireJson.array(WireJson.object("ip_address", "10.9.0.77"))))
                .path("id")
                .asText();
        FloatingFixture.floating(clouds.source, FloatingFixture.ADDRESS, "10.9.0.77");
        return port;
    }

    /** The fixed address that the floating one leads to; empty for none. */
    private static String bound(EmbeddedCloud cloud) {
        JsonNode fixed = FloatingFixture.shown(cloud, FloatingFixture.ADDRESS).path("fixed_ip_address");
        return fixed.isNull() ? "" : fixed.asText();
    }
}
