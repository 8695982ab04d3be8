package io.jenkins.plugins.pumphouse.host.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Migration;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Server;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;

/** What is read of a compute host of a modern cloud, and the acts on it but for its removal. */
public class ComputeHostTest {
    @Rule
    public final HostWorld services = HostWorld.modern();

    @Test
    public void anEmptyHostIsSeenWithItsServiceItsCapacityAndItsProvider() {
        HostFacts facts = services.host("cmp-12").look();

        assertThat(facts.cloud()).isEqualTo("mira");
        assertThat(facts.host()).isEqualTo("cmp-12");
        assertThat(facts.serving()).isTrue();
        assertThat(facts.compute().id()).hasSize(36);
        assertThat(facts.zone()).isEqualTo("nova");
        assertThat(facts.zoneComputes()).containsExactly("cmp-13");
        assertThat(facts.hypervisors()).hasSize(1);
        assertThat(facts.providers())
                .singleElement()
                .satisfies(provider -> assertThat(provider.consumers()).isEmpty());
        assertThat(facts.servers()).isEmpty();
        assertThat(facts.migrations()).isEmpty();
        assertThat(facts.neighbours()).isEmpty();
        assertThat(services.writes()).isEmpty();
    }

    @Test
    public void serversOfAllProjectsAndStatesAreSeenWithTheBytesOfTheirDisks() {
        services.server("db-1", "cmp-12");
        services.server("batch", "cmp-12", "os-stop");
        services.serverFromVolume("shop", "cmp-12");
        services.server("elsewhere", "cmp-13");

        HostFacts facts = services.host("cmp-12").look();

        assertThat(facts.servers())
                .extracting(Server::name, Server::status, Server::bytes)
                .containsExactlyInAnyOrder(
                        tuple("db-1", "ACTIVE", 7L << 29),
                        tuple("batch", "SHUTOFF", 7L << 29),
                        tuple("shop", "ACTIVE", 5L << 29));
        assertThat(facts.providers().get(0).consumers())
                .containsAll(facts.servers().stream().map(Server::id).toList());
    }

    @Test
    public void aNovaThatHidesWhereServersAreCannotSayThatAHostIsEmpty() {
        services.embedded()
                .faults()
                .on("GET", "/v2.1/servers/detail")
                .status(200)
                .body("{\"servers\": [{\"id\": \"1\", \"name\": \"web-1\", \"status\": \"ACTIVE\"}]}");

        assertThatThrownBy(() -> services.host("cmp-12").look())
                .satisfies(WayOut.is(Remedy.MISSING_RIGHT))
                .hasMessageContaining("does not show on which host a server is, so cmp-12 cannot be said to be empty")
                .hasMessageContaining("os_compute_api:os-extended-server-attributes");
    }

    @Test
    public void aServerThatWaitsToBeReclaimedIsStillThere() {
        String id = services.server("mistake", "cmp-12");
        services.machines().softDelete(id);

        assertThat(services.host("cmp-12").look().servers())
                .extracting(Server::status)
                .containsExactly("SOFT_DELETED");
    }

    @Test
    public void namesOfHostsHaveNoCaseWhicheverServiceWritesThem() {
        services.machines().agent("L3 agent", "CMP-12.Example.org");

        assertThat(services.host("CMP-12").look().host()).isEqualTo("cmp-12");
        assertThat(services.host("cmp-12").look().neighbours())
                .extracting(Neighbour::kind, Neighbour::duty)
                .containsExactly(tuple("L3 agent", Duty.NETWORK));
    }

    @Test
    public void aServerThatIsShelvedAndOffloadedIsOnNoHost() {
        services.server("parked", "cmp-12", "shelve");

        assertThat(services.host("cmp-12").look().servers()).isEmpty();
    }

    @Test
    public void serversThatTheFilterLetThroughForAnotherHostDoNotCount() {
        String id = services.server("elsewhere", "cmp-13");
        services.embedded()
                .faults()
                .on("GET", "/v2.1/servers/detail")
                .status(200)
                .body("{\"servers\": [{\"id\": \"" + id
                        + "\", \"name\": \"elsewhere\", \"OS-EXT-SRV-ATTR:host\": \"cmp-13\", \"flavor\":"
                        + " {\"disk\": 1}}]}");

        assertThat(services.host("cmp-12").look().servers()).isEmpty();
    }

    @Test
    public void migrationsFromAndToTheHostAreSeenUntilTheyAreOver() {
        String id = services.server("db-1", "cmp-13");
        services.machines()
                .migration(id, "cmp-12", "cmp-13", "finished")
                .migration(id, "cmp-13", "cmp-12", "migrating")
                .migration(id, "cmp-12", "cmp-13", "confirmed")
                .migration(id, "cmp-13", "cmp-14", "running")
                .migration("3f333333-0000-0000-0000-000000000000", "cmp-12", "cmp-13", "finished");

        assertThat(services.host("cmp-12").look().migrations())
                .extracting(Migration::status)
                .containsExactly("finished", "migrating");
    }

    @Test
    public void whatElseRunsOnTheMachineIsSeenUnderWhateverNameWithWhatItIsThereFor() {
        services.machines()
                .service("nova-conductor", "cmp-12")
                .volumes("cmp-12.example.org@lvm")
                .agent("Open vSwitch agent", "cmp-12.example.org")
                .agent("L3 agent", "cmp-12")
                .agent("L3 agent", "cmp-12", "dvr")
                .agent("DHCP agent", "cmp-13");

        assertThat(services.host("cmp-12").look().neighbours())
                .extracting(Neighbour::kind, Neighbour::duty)
                .containsExactlyInAnyOrder(
                        tuple("nova-conductor", Duty.CONTROLLER),
                        tuple("cinder-volume", Duty.VOLUME),
                        tuple("Open vSwitch agent", Duty.COMPUTE),
                        tuple("L3 agent", Duty.NETWORK),
                        tuple("L3 agent", Duty.COMPUTE));
    }

    @Test
    public void aNetworkServiceOfEachHostsOwnIsNoNetworkNode() {
        services.machines().service("nova-network", "cmp-12");
        assertThat(services.host("cmp-12").look().neighbours())
                .extracting(Neighbour::duty)
                .containsExactly(Duty.NETWORK);

        services.machines().service("nova-network", "cmp-13");
        assertThat(services.host("cmp-12").look().neighbours())
                .extracting(Neighbour::duty)
                .containsExactly(Duty.COMPUTE);
    }

    @Test
    public void aggregatesAreSeenWithThoseOfTheirOtherMembersThatServe() {
        services.aggregate("ssd", "az-2", "cmp-12", "cmp-13");
        services.machines().down("cmp-13");

        HostFacts facts = services.host("cmp-12").look();

        assertThat(facts.zone()).isEqualTo("az-2");
        assertThat(facts.zoneComputes()).isEmpty();
        assertThat(facts.aggregates()).singleElement().satisfies(aggregate -> {
            assertThat(aggregate.name()).isEqualTo("ssd");
            assertThat(aggregate.otherComputes()).isEmpty();
        });
    }

    @Test
    public void aNameThatFitsNoHostIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> services.host("cmp-21").look())
                .satisfies(WayOut.is(Remedy.LOST))
                .hasMessage("No compute host \"cmp-21\" in mira. Did you mean cmp-12? There are: cmp-12, cmp-13.");
        assertThat(services.host("cmp-21").find()).isEmpty();
    }

    @Test
    public void aHostIsDisabledWithTheReasonOnceAndKeepsTheFirst() {
        assertThat(services.host("cmp-12").disable("leaves for mos-prod")).isTrue();
        assertThat(services.host("cmp-12").disable("another reason")).isFalse();

        assertThat(services.host("cmp-12").look().compute().reason()).isEqualTo("leaves for mos-prod");
        assertThat(services.host("cmp-12").look().serving()).isFalse();
        assertThat(services.writes()).hasSize(1);
    }

    @Test
    public void aReasonLongerThanNovaTakesIsCut() {
        services.host("cmp-12").disable("x".repeat(300));

        assertThat(services.host("cmp-12").look().compute().reason()).hasSize(255);
    }

    @Test
    public void aHostIsEnabledOnceAndHasNoReasonThen() {
        services.host("cmp-12").disable("a while");

        assertThat(services.host("cmp-12").enable()).isTrue();
        assertThat(services.host("cmp-12").enable()).isFalse();
        assertThat(services.host("cmp-12").look().serving()).isTrue();
        assertThat(services.host("cmp-12").look().compute().reason()).isNull();
    }

    @Test
    public void aHostJoinsAnAggregateOnce() {
        services.aggregate("ssd", null);

        assertThat(services.host("cmp-12").join("ssd")).isTrue();
        assertThat(services.host("cmp-12").join("ssd")).isFalse();
        assertThat(services.host("cmp-12").look().aggregates())
                .extracting(HostFacts.Aggregate::name)
                .containsExactly("ssd");
    }

    @Test
    public void aHostThatSomebodyElsePutsThereMeanwhileIsThere() {
        services.aggregate("ssd", null, "cmp-12");
        services.embedded()
                .faults()
                .on("GET", "/v2.1/os-aggregates")
                .status(200)
                .body("{\"aggregates\": [{\"id\": 1, \"name\": \"ssd\", \"hosts\": []}]}")
                .times(1);

        assertThat(services.host("cmp-12").join("ssd")).isFalse();
        assertThat(services.writes()).hasSize(1);
    }

    @Test
    public void aHostOfAnotherZoneIsRefusedInTheWordsOfNova() {
        services.aggregate("ssd", "az-2", "cmp-12");
        services.aggregate("gpu", "az-3");

        assertThatThrownBy(() -> services.host("cmp-12").joinZone("az-3"))
                .isInstanceOf(CloudException.Conflict.class)
                .hasMessageContaining("already in availability zone(s) ['az-2']");
    }

    @Test
    public void anAggregateThatIsNotThereIsRefusedWithThoseThatAre() {
        services.aggregate("ssd", null);
        services.aggregate("gpu", null);

        assertThatThrownBy(() -> services.host("cmp-12").join("sdd"))
                .satisfies(WayOut.is(Remedy.LOST))
                .hasMessage("No aggregate \"sdd\" in mira, for cmp-12. There are: gpu, ssd.");
    }

    @Test
    public void aHostJoinsAZoneByTheAggregateThatMakesIt() {
        services.aggregate("ssd", "az-2", "cmp-13");

        assertThat(services.host("cmp-12").joinZone("az-2")).isTrue();
        assertThat(services.host("cmp-12").joinZone("az-2")).isFalse();
        assertThat(services.host("cmp-12").look().zone()).isEqualTo("az-2");
        assertThat(services.host("cmp-12").joinZone("az-2")).isFalse();
    }

    @Test
    public void aZoneOfSeveralAggregatesOrOfNoneIsRefused() {
        services.aggregate("ssd", "az-2");
        services.aggregate("gpu", "az-2");

        assertThatThrownBy(() -> services.host("cmp-12").joinZone("az-2"))
                .satisfies(WayOut.is(Remedy.LOST))
                .hasMessage("2 aggregates make the zone \"az-2\" in mira. Name the one for cmp-12: gpu, ssd.");
        assertThatThrownBy(() -> services.host("cmp-12").joinZone("az-3"))
                .hasMessage("No aggregate makes the zone \"az-3\" in mira, for cmp-12. Zones are made by: az-2.");
    }

    @Test
    public void aNewNodeIsFoundByItsShortNameOnceItHasRegistered() {
        assertThat(services.host("node-42").find()).isEmpty();

        services.embedded().hostUp("node-42.example.org");

        assertThat(services.host("node-42").find()).hasValueSatisfying(facts -> {
            assertThat(facts.host()).isEqualTo("node-42.example.org");
            assertThat(facts.serving()).isTrue();
        });
    }

    @Test
    public void aNewNodeThatNovaHasNotTakenUpYetDoesNotServeThoughItReports() {
        services.machines().discovery(false).up("node-42");

        assertThat(services.host("node-42").look().compute().up()).isTrue();
        assertThat(services.host("node-42").look().serving()).isFalse();
        assertThat(services.host("node-42").look().whyNotServing())
                .startsWith("node-42 reports, but mira has not taken it up yet.")
                .endsWith("nova-manage cell_v2 discover_hosts");

        services.machines().discovery(true);
        assertThat(services.host("node-42").look().whyNotServing()).isNull();
    }

    @Test
    public void aHostThatDoesNotServeSaysWhy() {
        services.host("cmp-12").disable("memory test");
        services.machines().down("cmp-13");

        assertThat(services.host("cmp-12").look().whyNotServing())
                .isEqualTo("cmp-12 is disabled in mira (memory test); enable it.");
        assertThat(services.host("cmp-13").look().whyNotServing())
                .startsWith("nova-compute of cmp-13 does not report to mira");
    }

    @Test
    public void aCloudWithoutPlacementNeutronAndCinderIsNotAskedForThem() {
        Set.of("placement", "network", "volumev3").forEach(services.embedded()::withoutInCatalog);
        try (Cloud cloud = Cloud.open(services.cloud().access())) {
            assertThat(new ComputeHost(cloud, "cmp-12").look().providers()).isEmpty();
        }
    }
}
