package io.jenkins.plugins.pumphouse.host.nova;

import static io.jenkins.plugins.pumphouse.host.nova.HostFactsFixture.host;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Every reason why a host cannot be released, in its words. */
public class ReleaseCheckTest {
    private static List<String> against(HostFactsFixture host) {
        return against(host, Allowances.NONE);
    }

    private static List<String> against(HostFactsFixture host, Allowances allowances) {
        return ReleaseCheck.blockers(host.facts(), allowances).stream()
                .map(blocker -> capital(blocker.what()) + ". " + capital(blocker.wayOut()) + ".")
                .toList();
    }

    private static String capital(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
    }

    @Test
    public void aDisabledEmptyHostAmongOthersMayGo() {
        assertThat(against(host("cmp-12")
                        .aggregate("ssd", "cmp-13")
                        .neighbour("Open vSwitch agent", Duty.COMPUTE, true)
                        .consumers()))
                .isEmpty();
    }

    @Test
    public void allReasonsComeAtOnceWithTheirWaysOut() {
        HostFacts facts = host("cmp-12")
                .server("db-1", "ACTIVE")
                .server("old-ci", "ERROR")
                .zoneComputes()
                .facts();

        assertThat(ReleaseBlocker.all(ReleaseCheck.blockers(facts, Allowances.NONE)))
                .isEqualTo("2 servers remain (db-1 ACTIVE, old-ci ERROR); it is the last compute of zone az-2. To"
                        + " continue: move them with pumpInstances(host: 'cmp-12'); name the zone in lastOf:"
                        + " ['az-2'].");
    }

    @Test
    public void anEnabledHostIsRefusedUnlessItMayBeDisabled() {
        assertThat(against(host("cmp-12").enabled()))
                .containsExactly(
                        "Its nova-compute is enabled, so new servers may come. Say disable: true, or disable it.");
        assertThat(against(host("cmp-12").enabled(), new Allowances(true, Set.of(), Set.of())))
                .isEmpty();
    }

    @Test
    public void oneServerIsToldWithWhatNovaDoesWithIt() {
        assertThat(against(host("cmp-12").busy("db-1", "migrating")))
                .containsExactly(
                        "1 server remains (db-1 ACTIVE migrating). Move it with pumpInstances(host: 'cmp-12').");
    }

    @Test
    public void ofManyServersTheFirstAreNamedAndTheRestCounted() {
        HostFactsFixture host = host("cmp-12");
        List.of("a", "b", "c", "d", "e", "f", "g").forEach(name -> host.server(name, "ACTIVE"));

        assertThat(against(host))
                .singleElement()
                .asString()
                .startsWith("7 servers remain (a ACTIVE, b ACTIVE, c ACTIVE, d ACTIVE, e ACTIVE and 2 more)");
    }

    @Test
    public void aMigrationThatIsNotOverHoldsTheHost() {
        assertThat(against(host("cmp-12").migration("web", "finished")))
                .containsExactly(
                        "1 migration is not over (server web from cmp-12 to cmp-13, finished). Wait for it, and"
                                + " confirm or revert what is finished.");
    }

    @Test
    public void anAllocationOfNobodyHoldsTheHostAndThoseOfItsServersDoNotCountTwice() {
        assertThat(against(host("cmp-12").server("db-1", "ACTIVE").consumers("id-of-db-1")))
                .hasSize(1);
        assertThat(against(host("cmp-12").consumers("lost")))
                .containsExactly(
                        "Placement has an allocation on it for lost, which is no server of this cloud. Look for it"
                                + " with openstack server show, and delete what is left over with openstack"
                                + " resource provider allocation delete.");
    }

    @Test
    public void anAllocationIsExplainedByAMigration() {
        assertThat(against(host("cmp-12").migration("web", "finished").consumers("uuid-of-the-migration")))
                .hasSize(1);
    }

    @Test
    public void volumesAControllerAndANetworkNodeEachHoldTheHostWhetherTheyReportOrNot() {
        assertThat(against(host("cmp-12")
                        .neighbour("cinder-volume", Duty.VOLUME, true)
                        .neighbour("nova-conductor", Duty.CONTROLLER, false)
                        .neighbour("L3 agent", Duty.NETWORK, true)
                        .neighbour("DHCP agent", Duty.NETWORK, true)))
                .containsExactly(
                        "Volumes may lie on it (cinder-volume). Migrate its volumes, then remove the service with"
                                + " cinder-manage service remove.",
                        "It is a controller (nova-conductor, down). Move these services to another host and delete"
                                + " their records.",
                        "It is a network node (L3 agent, DHCP agent). Move its routers and networks to other agents"
                                + " and delete these agents.");
    }

    @Test
    public void theLastComputeOfAnAggregateGoesOnlyWhenTheAggregateIsNamed() {
        HostFactsFixture host = host("cmp-12").aggregate("ssd").aggregate("gpu").aggregate("all", "cmp-13");

        assertThat(against(host))
                .containsExactly("It is the last compute of aggregates gpu, ssd. Name them in lastOf: ['gpu', 'ssd'].");
        assertThat(against(host, new Allowances(false, Set.of("gpu"), Set.of())))
                .containsExactly("It is the last compute of aggregate ssd. Name the aggregate in lastOf: ['ssd'].");
        assertThat(against(host, new Allowances(false, Set.of("gpu", "ssd"), Set.of())))
                .isEmpty();
    }

    @Test
    public void theLastComputeOfAZoneGoesOnlyWhenTheZoneIsNamed() {
        HostFactsFixture host = host("cmp-12").zoneComputes();

        assertThat(against(host, new Allowances(false, Set.of("nova", "az-1"), Set.of())))
                .hasSize(1);
        assertThat(against(host, new Allowances(false, Set.of("az-2"), Set.of())))
                .isEmpty();
    }

    @Test
    public void theLastComputeOfAnAggregateAndItsZoneIsOneReason() {
        assertThat(against(host("cmp-12").aggregate("ssd").zoneComputes()))
                .containsExactly(
                        "It is the last compute of aggregate ssd and of zone az-2. Name them in lastOf: ['ssd',"
                                + " 'az-2'].");
        assertThat(against(host("cmp-12").aggregate("az-2").zoneComputes()))
                .containsExactly("It is the last compute of aggregate az-2 and of zone az-2. Name the zone in lastOf:"
                        + " ['az-2'].");
    }

    @Test
    public void aServiceThatDrivesSeveralHypervisorsIsNoMachine() {
        assertThat(against(host("cmp-12").hypervisor("node-a")))
                .singleElement()
                .asString()
                .startsWith("Its nova-compute drives 2 hypervisors (cmp-12, node-a), so it is no hypervisor itself.");
    }
}
