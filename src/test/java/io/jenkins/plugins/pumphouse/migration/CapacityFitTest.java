package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FitCheckTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.options.Fit;
import org.junit.Rule;
import org.junit.Test;

/** What the hypervisors and volume pools of the target have room for. */
public class CapacityFitTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void hypervisorsAreCountedAsPlacementDoesAndALackIsOnlyWarnedOf() throws Exception {
        Report plan = clouds.plan(Verb.INSTANCES, TwoClouds.DEMO);

        assertThat(row(plan, "VCPU").needed()).isEqualTo(3);
        assertThat(row(plan, "VCPU").free()).isPositive();
        assertThat(row(plan, "MEMORY_MB").needed()).isEqualTo(512 + 512 + 768);
        assertThat(row(plan, "DISK_GB").needed()).isEqualTo(1 + 1 + 2);
        clouds.target
                .faults()
                .on("GET", "/allocation_candidates")
                .status(200)
                .body("{\"allocation_requests\": [{}], \"provider_summaries\": {\"h\": {\"resources\":"
                        + " {\"VCPU\": {\"capacity\": 16, \"used\": 14}}}}}");
        clouds.fit(Fit.FAIL);

        Report shown = clouds.move(Verb.INSTANCES, TwoClouds.server("web-1"));

        assertThat(shown.failed()).as(shown.outcomes().toString()).isFalse();
        assertThat(row(shown, "VCPU").state()).isEqualTo(State.FITS);
        assertThat(row(shown, "MEMORY_MB").state()).isEqualTo(State.SHORT);
    }

    @Test
    public void withoutPlacementNovasStatisticsAreTaken() throws Exception {
        clouds.target.withoutInCatalog("placement");

        FitRow row = row(clouds.plan(Verb.INSTANCES, TwoClouds.DEMO), "VCPU");

        assertThat(row.text()).contains("without overcommitment");
        assertThat(row.free() % 64).isZero();
    }

    @Test
    public void aDisabledHypervisorHasNoRoom() throws Exception {
        long all = row(clouds.plan(Verb.INSTANCES, TwoClouds.DEMO), "VCPU").free();
        String service = clouds.target.inside().list("compute", "/v2.1/os-services", "services").stream()
                .filter(each -> each.path("host").asText().equals("compute-1"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        clouds.target.inside().put("compute", "/v2.1/os-services/" + service, WireJson.object("status", "disabled"));

        assertThat(row(clouds.plan(Verb.INSTANCES, TwoClouds.DEMO), "VCPU").free())
                .isPositive()
                .isLessThan(all);
    }

    @Test
    public void aServerThatNoHypervisorCanTakeLacks() throws Exception {
        clouds.target.faults().on("GET", "/allocation_candidates").status(200).body("{\"allocation_requests\": []}");

        Report plan = clouds.plan(Verb.INSTANCES, TwoClouds.DEMO);

        assertThat(plan.fit().rows().get(0).what()).isEqualTo("place for a server");
        assertThat(plan.fit().rows().get(0).text()).contains("no hypervisor of new has room for");
        assertThat(plan.fit().rows().stream()
                        .filter(row -> row.what().equals("place for a server"))
                        .mapToLong(FitRow::needed)
                        .sum())
                .isEqualTo(3);
    }

    @Test
    public void volumesAreHeldAgainstThePoolsOfCinder() throws Exception {
        volume("backup");
        Report plan = clouds.plan(Verb.VOLUMES, TwoClouds.DEMO);

        assertThat(row(plan, "GB in volume pools").needed()).isEqualTo(3);
        assertThat(row(plan, "GB in volume pools").free()).isEqualTo(800); // a tenth is reserved
        clouds.target.faults().on("GET", "/v3/*/scheduler-stats/get_pools").status(403);

        FitRow unknown = row(clouds.plan(Verb.VOLUMES, TwoClouds.DEMO), "GB in volume pools");

        assertThat(unknown.state()).isEqualTo(State.UNKNOWN);
        assertThat(unknown.text()).contains("scheduler-stats/get_pools", "403");
    }

    @Test
    public void aVolumeToBootFromIsHeldAgainstThePoolsAlsoWhereDataVolumesAreAdopted() throws Exception {
        AdoptionFixture shared = new AdoptionFixture(clouds);
        String system = new VolumeFixture(clouds.source, "demo", "system", 2, "system").make();
        VolumeFixture.change(clouds.source, "system", "bootable", WireJson.node("true"));
        DiskFixture.small(clouds.source, "shop")
                .fromVolume(system)
                .volume(shared.volume("orders", "rows"), false)
                .boot();

        Report plan = clouds.plan(Verb.INSTANCES, TwoClouds.server("shop"));

        assertThat(row(plan, "GB in volume pools").needed()).isEqualTo(2);
    }

    private void volume(String name) {
        new VolumeFixture(clouds.source, "demo", name, 3, "data").make();
    }
}
