package io.jenkins.plugins.pumphouse.host.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Duty;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Migration;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Neighbour;
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
    public final HostWorld world = HostWorld.modern();

    @Test
    public void anEmptyHostIsSeenWithItsServiceItsCapacityAndItsProvider() {
        HostFacts facts = world.host("cmp-12").look();

        assertThat(facts.cloud()).isEqualTo("mira");
        assertThat(facts.host()).isEqualTo("cmp-12");
        assertThat(facts.serving()).isTrue();
        assertThat(facts.compute().id()).hasSize(36);
        assertThat(facts.zone()).isEqualTo("nova");
        assertThat(facts.zoneComputes()).containsExactly("cmp-13");
        assertThat(facts.hypervisors()).singleElement().satisfies(hypervisor -> {
            assertThat(hypervisor.address()).isEqualTo("127.0.0.1");
            assertThat(hypervisor.vcpus()).isEqualTo(64);
            assertThat(hypervisor.memoryMb()).isEqualTo(262144);
            assertThat(hypervisor.diskGb()).isEqualTo(4096);
        });
        assertThat(facts.providers())
                .singleElement()
                .satisfies(provider -> assertThat(provider.consumers()).isEmpty());
        assertThat(facts.servers()).isEmpty();
        assertThat(facts.migrations()).isEmpty();
        assertThat(facts.neighbours()).isEmpty();
        assertThat(world.writes()).isEmpty();
    }

    @Test
    public void serversOfAllProjectsAndStatesAreSeenWithTheBytesOfTheirDisks() {
        world.server("db-1", "cmp-12");
        world.server("batch", "cmp-12", "os-stop");
        world.serverFromVolume("shop", "cmp-12");
        world.server("elsewhere", "cmp-13");

        HostFacts facts = world.host("cmp-12").look();

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
    public void aServerThatWaitsToBeReclaimedIsStillThere() {
        String id = world.server("mistake", "cmp-12");
        world.machines().softDelete(id);

        assertThat(world.host("cmp-12").look().servers())
                .extracting(Server::status)
                .containsExactly("SOFT_DELETED");
    }

    @Test
    public void aServerThatIsShelvedAndOffloadedIsOnNoHost() {
        world.server("parked", "cmp-12", "shelve");

        assertThat(world.host("cmp-12").look().servers()).isEmpty();
    }

    @Test
    public void serversThatTheFilterLetThroughForAnotherHostDoNotCount() {
        String id = world.server("elsewhere", "cmp-13");
        world.embedded()
                .faults()
                .on("GET", "/v2.1/servers/detail")
                .status(200)
                .body("{\"servers\": [{\"id\": \"" + id
                        + "\", \"name\": \"elsewhere\", \"OS-EXT-SRV-ATTR:host\": \"cmp-13\", \"flavor\":"
                        + " {\"disk\": 1}}]}");

        assertThat(world.host("cmp-12").look().servers()).isEmpty();
    }

    @Test
    public void migrationsFromAndToTheHostAreSeenUntilTheyAreOver() {
        String id = world.server("db-1", "cmp-13");
        world.machines()
                .migration(id, "cmp-12", "cmp-13", "finished")
                .migration(id, "cmp-13", "cmp-12", "migrating")
                .migration(id, "cmp-12", "cmp-13", "confirmed")
                .migration(id, "cmp-13", "cmp-14", "running")
                .migration("3f333333-0000-0000-0000-000000000000", "cmp-12", "cmp-13", "finished");

        assertThat(world.host("cmp-12").look().migrations())
                .extracting(Migration::status)
                .containsExactly("finished", "migrating");
    }

    @Test
    public void whatElseRunsOnTheMachineIsSeenUnderWhateverNameWithWhatItIsThereFor() {
        world.machines()
                .service("nova-conductor", "cmp-12")
                .volumes("cmp-12.example.org@lvm")
                .agent("Open vSwitch agent", "cmp-12.example.org")
                .agent("L3 agent", "cmp-12")
                .agent("L3 agent", "cmp-12", "dvr")
                .agent("DHCP agent", "cmp-13");

        assertThat(world.host("cmp-12").look().neighbours())
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
        world.machines().service("nova-network", "cmp-12");
        assertThat(world.host("cmp-12").look().neighbours())
                .extracting(Neighbour::duty)
                .containsExactly(Duty.NETWORK);

        world.machines().service("nova-network", "cmp-13");
        assertThat(world.host("cmp-12").look().neighbours())
                .extracting(Neighbour::duty)
                .containsExactly(Duty.COMPUTE);
    }

    @Test
    public void aggregatesAreSeenWithTheirOtherMembersAndThoseThatServe() {
        world.aggregate("ssd", "az-2", "cmp-12", "cmp-13");
        world.machines().down("cmp-13");

        HostFacts facts = world.host("cmp-12").look();

        assertThat(facts.zone()).isEqualTo("az-2");
        assertThat(facts.zoneComputes()).isEmpty();
        assertThat(facts.aggregates()).singleElement().satisfies(aggregate -> {
            assertThat(aggregate.name()).isEqualTo("ssd");
            assertThat(aggregate.others()).containsExactly("cmp-13");
            assertThat(aggregate.otherComputes()).isEmpty();
        });
    }

    @Test
    public void aNameThatFitsNoHostIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> world.host("cmp-21").look())
                .satisfies(WayOut.is(Remedy.LOST))
                .hasMessage("No compute host \"cmp-21\" in mira. There are: cmp-12, cmp-13.");
        assertThat(world.host("cmp-21").find()).isEmpty();
    }

    @Test
    public void aHostIsDisabledWithTheReasonOnceAndKeepsTheFirst() {
        assertThat(world.host("cmp-12").disable("leaves for mos-prod")).isTrue();
        assertThat(world.host("cmp-12").disable("another reason")).isFalse();

        assertThat(world.host("cmp-12").look().compute().reason()).isEqualTo("leaves for mos-prod");
        assertThat(world.host("cmp-12").look().serving()).isFalse();
        assertThat(world.writes()).hasSize(1);
    }

    @Test
    public void aReasonLongerThanNovaTakesIsCut() {
        world.host("cmp-12").disable("x".repeat(300));

        assertThat(world.host("cmp-12").look().compute().reason()).hasSize(255);
    }

    @Test
    public void aHostIsEnabledOnceAndHasNoReasonThen() {
        world.host("cmp-12").disable("a while");

        assertThat(world.host("cmp-12").enable()).isTrue();
        assertThat(world.host("cmp-12").enable()).isFalse();
        assertThat(world.host("cmp-12").look().serving()).isTrue();
        assertThat(world.host("cmp-12").look().compute().reason()).isNull();
    }

    @Test
    public void aHostJoinsAnAggregateOnce() {
        world.aggregate("ssd", null);

        assertThat(world.host("cmp-12").join("ssd")).isTrue();
        assertThat(world.host("cmp-12").join("ssd")).isFalse();
        assertThat(world.host("cmp-12").look().aggregates())
                .extracting(HostFacts.Aggregate::name)
                .containsExactly("ssd");
    }

    @Test
    public void aHostThatSomebodyElsePutsThereMeanwhileIsThere() {
        world.aggregate("ssd", null, "cmp-12");
        world.embedded()
                .faults()
                .on("GET", "/v2.1/os-aggregates")
                .status(200)
                .body("{\"aggregates\": [{\"id\": 1, \"name\": \"ssd\", \"hosts\": []}]}")
                .times(1);

        assertThat(world.host("cmp-12").join("ssd")).isFalse();
        assertThat(world.writes()).hasSize(1);
    }

    @Test
    public void aHostOfAnotherZoneIsRefusedInTheWordsOfNova() {
        world.aggregate("ssd", "az-2", "cmp-12");
        world.aggregate("gpu", "az-3");

        assertThatThrownBy(() -> world.host("cmp-12").joinZone("az-3"))
                .isInstanceOf(CloudException.Conflict.class)
                .hasMessageContaining("already in availability zone(s) ['az-2']");
    }

    @Test
    public void anAggregateThatIsNotThereIsRefusedWithThoseThatAre() {
        world.aggregate("ssd", null);
        world.aggregate("gpu", null);

        assertThatThrownBy(() -> world.host("cmp-12").join("sdd"))
                .satisfies(WayOut.is(Remedy.LOST))
                .hasMessage("No aggregate \"sdd\" in mira, for cmp-12. There are: gpu, ssd.");
    }

    @Test
    public void aHostJoinsAZoneByTheAggregateThatMakesIt() {
        world.aggregate("ssd", "az-2", "cmp-13");

        assertThat(world.host("cmp-12").joinZone("az-2")).isTrue();
        assertThat(world.host("cmp-12").joinZone("az-2")).isFalse();
        assertThat(world.host("cmp-12").look().zone()).isEqualTo("az-2");
        assertThat(world.host("cmp-12").joinZone("az-2")).isFalse();
    }

    @Test
    public void aZoneOfSeveralAggregatesOrOfNoneIsRefused() {
        world.aggregate("ssd", "az-2");
        world.aggregate("gpu", "az-2");

        assertThatThrownBy(() -> world.host("cmp-12").joinZone("az-2"))
                .satisfies(WayOut.is(Remedy.LOST))
                .hasMessage("2 aggregates make the zone \"az-2\" in mira. Name the one for cmp-12: gpu, ssd.");
        assertThatThrownBy(() -> world.host("cmp-12").joinZone("az-3"))
                .hasMessage("No aggregate makes the zone \"az-3\" in mira, for cmp-12. Zones are made by: az-2.");
    }

    @Test
    public void aNewNodeIsFoundByItsShortNameOnceItHasRegistered() {
        assertThat(world.host("node-42").find()).isEmpty();

        world.embedded().hostUp("node-42.example.org");

        assertThat(world.host("node-42").find()).hasValueSatisfying(facts -> {
            assertThat(facts.host()).isEqualTo("node-42.example.org");
            assertThat(facts.serving()).isTrue();
        });
    }

    @Test
    public void aNewNodeThatNovaHasNotTakenUpYetDoesNotServeThoughItReports() {
        world.machines().discovery(false).up("node-42");

        assertThat(world.host("node-42").look().compute().up()).isTrue();
        assertThat(world.host("node-42").look().serving()).isFalse();
        assertThat(world.host("node-42").look().whyNotServing())
                .startsWith("node-42 reports, but mira has not taken it up yet.")
                .endsWith("nova-manage cell_v2 discover_hosts");

        world.machines().discovery(true);
        assertThat(world.host("node-42").look().whyNotServing()).isNull();
    }

    @Test
    public void aHostThatDoesNotServeSaysWhy() {
        world.host("cmp-12").disable("memory test");
        world.machines().down("cmp-13");

        assertThat(world.host("cmp-12").look().whyNotServing())
                .isEqualTo("cmp-12 is disabled in mira (memory test); enable it.");
        assertThat(world.host("cmp-13").look().whyNotServing())
                .startsWith("nova-compute of cmp-13 does not report to mira");
    }

    @Test
    public void aCloudWithoutPlacementNeutronAndCinderIsNotAskedForThem() {
        Set.of("placement", "network", "volumev3").forEach(world.embedded()::withoutInCatalog);
        try (Cloud cloud = Cloud.open(world.cloud().access())) {
            assertThat(new ComputeHost(cloud, "cmp-12").look().providers()).isEmpty();
        }
    }
}
