package io.jenkins.plugins.pumphouse.host.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import org.junit.Rule;
import org.junit.Test;

/** The removal of a host that is gone: all of it, nothing else, and only when it is gone. */
public class HostRecordRemovalTest {
    @Rule
    public final HostWorld world = HostWorld.modern();

    private void leave(String host) {
        world.host(host).disable("leaves");
        world.embedded().hostDown(host);
        world.embedded().journal().clear();
    }

    @Test
    public void aHostThatIsDownDisabledAndEmptyLeavesNothingBehind() {
        world.aggregate("ssd", "az-2", "cmp-12", "cmp-13");
        world.machines().agent("Open vSwitch agent", "cmp-12").agent("Open vSwitch agent", "cmp-13");
        leave("cmp-12");

        assertThat(world.host("cmp-12").forget())
                .containsExactly("membership in aggregate ssd", "Open vSwitch agent", "nova-compute");

        assertThat(world.host("cmp-12").find()).isEmpty();
        assertThat(world.cloud().list(Service.NETWORK, "/agents", "agents")).hasSize(1);
        assertThat(world.cloud().list(Service.PLACEMENT, "/resource_providers", "resource_providers"))
                .hasSize(1);
        assertThat(world.host("cmp-13").look().aggregates())
                .singleElement()
                .satisfies(aggregate -> assertThat(aggregate.others()).isEmpty());
    }

    @Test
    public void whatIsForgottenAlreadyIsDone() {
        leave("cmp-12");
        world.host("cmp-12").forget();
        world.embedded().journal().clear();

        assertThat(world.host("cmp-12").forget()).isEmpty();
        assertThat(world.writes()).isEmpty();
    }

    @Test
    public void aProviderThatNovaLeavesBehindGoesToo() {
        world.machines().providersStayBehind();
        leave("cmp-12");

        assertThat(world.host("cmp-12").forget()).containsExactly("nova-compute", "resource provider cmp-12");
    }

    @Test
    public void aProviderWithPartsGoesFromTheLeavesUp() {
        world.machines().providersStayBehind().part("cmp-12", "cmp-12_gpu").part("cmp-12_gpu", "cmp-12_gpu_0");
        leave("cmp-12");

        assertThat(world.host("cmp-12").forget())
                .containsExactly(
                        "nova-compute",
                        "resource provider cmp-12_gpu_0",
                        "resource provider cmp-12_gpu",
                        "resource provider cmp-12");
    }

    @Test
    public void aRemovalThatWasCutOffIsCompletedByTheNext() {
        world.machines().providersStayBehind().agent("Open vSwitch agent", "cmp-12.example.org");
        leave("cmp-12");
        world.machines().agents("cmp-12.example.org", false);
        world.embedded().faults().on("DELETE", "/resource_providers/*").status(400);
        assertThatThrownBy(() -> world.host("cmp-12").forget()).isInstanceOf(CloudException.Rejected.class);
        world.embedded().faults().clear();

        assertThat(world.host("cmp-12").forget()).containsExactly("resource provider cmp-12");
    }

    @Test
    public void anAgentThatIsLeftOfAForgottenHostGoesByItsName() {
        leave("cmp-12");
        world.host("cmp-12").forget();
        world.machines().agent("Open vSwitch agent", "cmp-12.example.org").agents("cmp-12.example.org", false);

        assertThat(world.host("cmp-12").forget()).containsExactly("Open vSwitch agent");
    }

    @Test
    public void aHostThatStillReportsIsNotTouched() {
        world.host("cmp-12").disable("leaves");
        world.embedded().journal().clear();

        assertThatThrownBy(() -> world.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessage("cmp-12 is not removed from mira: its nova-compute still reports."
                        + " If it was powered off just now, wait 75 seconds; otherwise power it off.");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    public void aHostWhoseAgentStillReportsIsNotTouched() {
        world.machines().agent("Open vSwitch agent", "cmp-12");
        leave("cmp-12");
        world.machines().agents("cmp-12", true);

        assertThatThrownBy(() -> world.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessageContaining("its Open vSwitch agent still reports");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    public void aHostThatIsOnlyDownIsNotTouched() {
        world.embedded().hostDown("cmp-12");

        assertThatThrownBy(() -> world.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessageContaining("its nova-compute is enabled. Disable it first");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    public void aHostWithAServerIsNotTouched() {
        String id = world.server("db-1", "cmp-12");
        leave("cmp-12");

        assertThatThrownBy(() -> world.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessage("cmp-12 is not removed from mira: server db-1 (" + id
                        + ") is still on its record. Evacuate or delete it.");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    public void aHostWithAMigrationThatIsNotOverIsNotTouched() {
        String id = world.server("db-1", "cmp-13");
        world.machines().migration(id, "cmp-12", "cmp-13", "finished");
        leave("cmp-12");

        assertThatThrownBy(() -> world.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessageContaining("migration 1 of server " + id);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    public void aHostWithAnAllocationIsNotTouched() {
        world.machines().allocation("cmp-12", "lost-server");
        leave("cmp-12");

        assertThatThrownBy(() -> world.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessageContaining("openstack resource provider allocation delete lost-server");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    public void controllersVolumesAndAgentsOfOtherHostsStay() {
        world.machines()
                .service("nova-conductor", "cmp-12")
                .volumes("cmp-12@lvm")
                .agent("Open vSwitch agent", "cmp-120")
                .agents("cmp-120", false);
        leave("cmp-12");

        assertThat(world.host("cmp-12").forget()).containsExactly("nova-compute");
    }
}
