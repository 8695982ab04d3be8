package io.jenkins.plugins.pumphouse.host.nova;

import static io.jenkins.plugins.pumphouse.host.nova.HostFactsFixture.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;

/** Many hosts at once, under the names that people have for them, and which of them is the cheapest to empty. */
public class HostLoadsTest {
    @Rule
    public final HostWorld services = HostWorld.of("cmp-12.example.org", "cmp-13", "cmp-14.a.org", "cmp-14.b.org");

    @Test
    public void whatTheCloudKeepsInOneListIsReadOnceForAllHostsWhichKeepTheNamesThatTheyWereGiven() {
        Map<String, HostFacts> facts =
                HostLoads.look(services.cloud(), List.of("cmp-13", "cmp-12", "cmp-12.example.org"));

        assertThat(facts.keySet()).containsExactly("cmp-13", "cmp-12");
        assertThat(facts.values()).extracting(HostFacts::host).containsExactly("cmp-13", "cmp-12.example.org");

        assertThat(services.embedded().journal().count("GET", "/v2.1/os-services"))
                .isEqualTo(1);
        assertThat(services.embedded().journal().count("GET", "/v2.1/servers/detail"))
                .isEqualTo(2);
    }

    @Test
    public void theNamesOfAllHostsAreToldInOrder() {
        assertThat(Registry.read(services.cloud()).hosts())
                .containsExactly("cmp-12.example.org", "cmp-13", "cmp-14.a.org", "cmp-14.b.org");
    }

    @Test
    public void aNameIsTakenWithAndWithoutItsDomainButNotWithAnother() {
        assertThat(services.host("cmp-12").look().host()).isEqualTo("cmp-12.example.org");
        assertThat(services.host("cmp-13.example.org").look().host()).isEqualTo("cmp-13");
        assertThat(services.host("cmp-12.other.org").find()).isEmpty();
        assertThat(services.host("cmp-1").find()).isEmpty();
    }

    @Test
    public void aShortNameOfTwoHostsIsRefusedWithBoth() {
        assertThatThrownBy(() -> services.host("cmp-14").find())
                .satisfies(WayOut.is(Remedy.LOST))
                .hasMessage("\"cmp-14\" can be any of these hosts of mira: cmp-14.a.org, cmp-14.b.org. Write the whole"
                        + " name.");
        assertThat(services.host("cmp-14.a.org").look().host()).isEqualTo("cmp-14.a.org");
    }

    @Test
    public void aServiceThatMayBeOnEitherOfTwoHostsCountsForBothAndIsRemovedWithNeither() {
        services.machines().agent("Open vSwitch agent", "cmp-14").agents("cmp-14", false);
        services.host("cmp-14.a.org").disable("leaves");
        services.embedded().hostDown("cmp-14.a.org");

        assertThat(services.host("cmp-14.a.org").look().neighbours()).hasSize(1);
        assertThat(services.host("cmp-14.b.org").look().neighbours()).hasSize(1);
        assertThat(services.host("cmp-14.a.org").forget()).containsExactly("nova-compute");
    }

    @Test
    public void theCheapestToEmptyHasTheFewestBytesThenTheFewestServers() {
        HostFacts empty = host("cmp-9").enabled().facts();
        HostFacts light = host("cmp-5")
                .server("a", "ACTIVE", 10)
                .server("b", "ACTIVE", 10)
                .facts();
        HostFacts same = host("cmp-6").server("c", "ACTIVE", 20).facts();
        HostFacts heavy = host("cmp-1").server("d", "ACTIVE", 21).facts();

        assertThat(HostLoads.cheapestToEmpty(
                        List.of(heavy, light, same, empty), new Allowances(true, Set.of(), Set.of())))
                .extracting(load -> load.facts().host())
                .containsExactly("cmp-9", "cmp-6", "cmp-5", "cmp-1");
    }

    @Test
    public void aHostThatCouldNotGoEvenWhenEmptyIsNoCandidate() {
        HostFacts controller =
                host("cmp-1").neighbour("nova-conductor", Duty.CONTROLLER, true).facts();
        HostFacts last = host("cmp-2").zoneComputes().facts();
        HostFacts enabled = host("cmp-3").enabled().server("a", "ACTIVE", 1).facts();

        assertThat(HostLoads.cheapestToEmpty(List.of(controller, last, enabled), Allowances.NONE))
                .singleElement()
                .satisfies(load -> {
                    assertThat(load.facts().host()).isEqualTo("cmp-3");
                    assertThat(load.servers()).isEqualTo(1);
                    assertThat(load.bytes()).isEqualTo(1);
                });
    }

    @Test
    public void factsTravelToAnotherJvm() throws Exception {
        HostFacts facts = host("cmp-1")
                .server("a", "ACTIVE")
                .migration("a", "running")
                .consumers("x")
                .aggregate("ssd")
                .neighbour("L3 agent", Duty.NETWORK, true)
                .facts();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(facts);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(facts);
        }
    }
}
