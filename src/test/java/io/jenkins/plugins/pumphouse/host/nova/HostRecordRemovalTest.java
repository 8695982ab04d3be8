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
    public final HostWorld services = HostWorld.modern();

    private void leave(String host) {
        services.host(host).disable("leaves");
        services.embedded().hostDown(host);
        services.embedded().journal().clear();
    }

    @Test
    public void aHostThatIsDownDisabledAndEmptyLeavesNothingBehind() {
        services.aggregate("ssd", "az-2", "cmp-12", "cmp-13");
        services.machines().agent("Open vSwitch agent", "cmp-12").agent("Open vSwitch agent", "cmp-13");
        leave("cmp-12");

        assertThat(services.host("cmp-12").forget())
                .containsExactly("membership in aggregate ssd", "Open vSwitch agent", "nova-compute");

        assertThat(services.host("cmp-12").find()).isEmpty();
        assertThat(services.cloud().list(Service.NETWORK, "/agents", "agents")).hasSize(1);
        assertThat(services.cloud().list(Service.PLACEMENT, "/resource_providers", "resource_providers"))
                .hasSize(1);
        assertThat(services.aggregateMembers()).containsExactly("cmp-13");
    }

    @Test
    public void whatIsForgottenAlreadyIsDone() {
        leave("cmp-12");
        services.host("cmp-12").forget();
        services.embedded().journal().clear();

        assertThat(services.host("cmp-12").forget()).isEmpty();
        assertThat(services.writes()).isEmpty();
    }

    @Test
    public void aProviderThatNovaLeavesBehindGoesToo() {
        services.machines().providersStayBehind();
        leave("cmp-12");

        assertThat(services.host("cmp-12").forget()).containsExactly("nova-compute", "resource provider cmp-12");
    }

    @Test
    public void aProviderWithPartsGoesFromTheLeavesUp() {
        services.machines().providersStayBehind().part("cmp-12", "cmp-12_gpu").part("cmp-12_gpu", "cmp-12_gpu_0");
        leave("cmp-12");

        assertThat(services.host("cmp-12").forget())
                .containsExactly(
                        "nova-compute",
                        "resource provider cmp-12_gpu_0",
                        "resource provider cmp-12_gpu",
                        "resource provider cmp-12");
    }

    @Test
    public void aRemovalThatWasCutOffIsCompletedByTheNext() {
        services.machines().providersStayBehind().agent("Open vSwitch agent", "cmp-12.example.org");
        leave("cmp-12");
        services.machines().agents("cmp-12.example.org", false);
        services.embedded().faults().on("DELETE", "/resource_providers/*").status(400);
        assertThatThrownBy(() -> services.host("cmp-12").forget()).isInstanceOf(CloudException.Rejected.class);
        services.embedded().faults().clear();

        assertThat(services.host("cmp-12").forget()).containsExactly("resource provider cmp-12");
    }

    @Test
    public void anAgentThatIsLeftOfAForgottenHostGoesByItsName() {
        leave("cmp-12");
        services.host("cmp-12").forget();
        services.machines().agent("Open vSwitch agent", "cmp-12.example.org").agents("cmp-12.example.org", false);

        assertThat(services.host("cmp-12").forget()).containsExactly("Open vSwitch agent");
    }

    @Test
    public void aHostThatStillReportsIsNotTouched() {
        services.host("cmp-12").disable("leaves");
        services.embedded().journal().clear();

        assertThatThrownBy(() -> services.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessage("cmp-12 is not removed from mira: its nova-compute still reports."
                        + " If it was powered off just now, wait 75 seconds; otherwise power it off.");
        assertThat(services.writes()).isEmpty();
    }

    @Test
    public void aHostWhoseAgentStillReportsIsNotTouched() {
        services.machines().agent("Open vSwitch agent", "cmp-12");
        leave("cmp-12");
        services.machines().agents("cmp-12", true);

        assertThatThrownBy(() -> services.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessageContaining("its Open vSwitch agent still reports");
        assertThat(services.writes()).isEmpty();
    }

    @Test
    public void aHostThatIsOnlyDownIsNotTouched() {
        services.embedded().hostDown("cmp-12");

        assertThatThrownBy(() -> services.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessageContaining("its nova-compute is enabled. Disable it first");
        assertThat(services.writes()).isEmpty();
    }

    @Test
    public void aHostWithAServerIsNotTouched() {
        String id = services.server("db-1", "cmp-12");
        leave("cmp-12");

        assertThatThrownBy(() -> services.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessage("cmp-12 is not removed from mira: server db-1 (" + id
                        + ") is still on its record. Evacuate or delete it.");
        assertThat(services.writes()).isEmpty();
    }

    @Test
    public void aHostWithAMigrationThatIsNotOverIsNotTouched() {
        String id = services.server("db-1", "cmp-13");
        services.machines().migration(id, "cmp-12", "cmp-13", "finished");
        leave("cmp-12");

        assertThatThrownBy(() -> services.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessageContaining("migration 1 of server " + id);
        assertThat(services.writes()).isEmpty();
    }

    @Test
    public void aHostWithAnAllocationIsNotTouched() {
        services.machines().allocation("cmp-12", "lost-server");
        leave("cmp-12");

        assertThatThrownBy(() -> services.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessageContaining("openstack resource provider allocation delete lost-server");
        assertThat(services.writes()).isEmpty();
    }

    @Test
    public void controllersVolumesAndAgentsOfOtherHostsStay() {
        services.machines()
                .service("nova-conductor", "cmp-12")
                .volumes("cmp-12@lvm")
                .agent("Open vSwitch agent", "cmp-120")
                .agents("cmp-120", false);
        leave("cmp-12");

        assertThat(services.host("cmp-12").forget()).containsExactly("nova-compute");
    }
}
