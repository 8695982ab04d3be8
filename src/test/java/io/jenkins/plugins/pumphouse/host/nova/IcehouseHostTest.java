package io.jenkins.plugins.pumphouse.host.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Server;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import org.junit.Rule;
import org.junit.Test;

/** The same on a cloud of 2014: numbers for ids, acts by name, no Placement. */
public class IcehouseHostTest {
    @Rule
    public final HostWorld services = HostWorld.icehouse();

    @Test
    public void aHostIsSeenWithItsServersWhoseFlavorsHaveToBeLookedUp() {
        services.server("db-1", "cmp-12");
        services.serverFromVolume("shop", "cmp-12");
        services.server("elsewhere", "cmp-13");

        HostFacts facts = services.host("cmp-12").look();

        assertThat(facts.compute().id()).matches("\\d+");
        assertThat(facts.serving()).isTrue();
        assertThat(facts.hypervisors()).hasSize(1);
        assertThat(facts.servers())
                .extracting(Server::name, Server::bytes)
                .containsExactlyInAnyOrder(tuple("db-1", 7L << 29), tuple("shop", 5L << 29));
        assertThat(facts.providers()).isEmpty();
        assertThat(services.embedded().journal().count("GET", "/v2/*/flavors/detail"))
                .isEqualTo(1);
    }

    @Test
    public void aServerWhoseFlavorIsGoneCountsWithoutBytes() {
        services.server("db-1", "cmp-12");
        services.embedded()
                .faults()
                .on("GET", "/v2/*/flavors/detail")
                .status(200)
                .body("{\"flavors\": []}");

        assertThat(services.host("cmp-12").look().servers())
                .extracting(Server::bytes)
                .containsExactly(0L);
    }

    @Test
    public void aHostIsDisabledAndEnabledByItsName() {
        assertThat(services.host("cmp-12").disable("leaves")).isTrue();
        assertThat(services.host("cmp-12").disable("leaves")).isFalse();
        assertThat(services.host("cmp-12").look().compute().reason()).isEqualTo("leaves");
        assertThat(services.host("cmp-12").enable()).isTrue();

        assertThat(services.writes())
                .extracting(write -> write.replaceAll(".*/", ""))
                .containsExactly("disable-log-reason", "enable");
    }

    @Test
    public void aHostIsForgottenWithTheMembershipsThatOldNovaWouldLeave() {
        services.aggregate("ssd", null, "cmp-12", "cmp-13");
        services.machines().service("nova-network", "cmp-12").service("nova-network", "cmp-13");
        services.host("cmp-12").disable("leaves");
        services.embedded().hostDown("cmp-12");

        assertThat(services.host("cmp-12").forget())
                .containsExactly("membership in aggregate ssd", "nova-network", "nova-compute");

        assertThat(services.host("cmp-12").find()).isEmpty();
        assertThat(services.aggregateMembers()).containsExactly("cmp-13");
        assertThat(services.host("cmp-13").look().serving()).isTrue();
    }

    @Test
    public void aHostWithAServerIsNotTouchedThoughOldNovaWouldLetIt() {
        services.server("db-1", "cmp-12");
        services.host("cmp-12").disable("leaves");
        services.embedded().hostDown("cmp-12");

        assertThatThrownBy(() -> services.host("cmp-12").forget()).satisfies(WayOut.is(Remedy.CONFLICT));
        assertThat(services.host("cmp-12").find()).isPresent();
    }

    @Test
    public void aCloudThatShowsNoIdsOfServicesSaysWhatToDoByHand() {
        services.embedded()
                .faults()
                .on("GET", "/v2/*/os-services")
                .status(200)
                .body("{\"services\": [{\"binary\": \"nova-compute\", \"host\": \"cmp-12\", \"zone\": \"nova\","
                        + " \"status\": \"disabled\", \"state\": \"down\"}]}");

        assertThatThrownBy(() -> services.host("cmp-12").forget())
                .satisfies(WayOut.is(Remedy.NOT_SUPPORTED))
                .hasMessageContaining("Delete its row in the table \"services\"");
        assertThat(services.writes()).isEmpty();
    }
}
