package io.jenkins.plugins.pumphouse.host.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Which host goes next, where the target has not room for all. */
public class NextHostTest {
    private static final int ALL = 262_144;

    private final EmbeddedCloud source =
            EmbeddedCloud.v3("good_old_openstack").hosts("cmp-12", "cmp-13", "cmp-14", "cmp-99");
    private final EmbeddedCloud target = EmbeddedCloud.v3("mira-os-1").hosts("ctl-1");

    @Before
    public void start() {
        source.start();
        target.start();
        source.inside()
                .post(
                        "compute",
                        "/v2.1/flavors",
                        WireJson.object(
                                "flavor", WireJson.object("name", "m1.tiny", "ram", 512, "vcpus", 1, "disk", 1)));
        List.of("cmp-12", "cmp-13")
                .forEach(host -> source.project("demo")
                        .image("cirros-" + host, 1000)
                        .server("on-" + host)
                        .image("cirros-" + host)
                        .flavor("m1.tiny")
                        .host(host)
                        .boot());
    }

    @After
    public void close() {
        target.close();
        source.close();
    }

    private NextHost choose(List<String> left, Set<String> emptying) {
        return NextHost.choose(
                access(source), access(target), left, emptying, new Allowances(true, Set.of(), Set.of()));
    }

    private static CloudAccess access(EmbeddedCloud cloud) {
        return CloudAccess.ofPassword(
                cloud.name(), cloud.authUrl(), cloud.username(), cloud.password(), cloud.tenant());
    }

    @Test
    public void roomThatTheServersOfAHostOnItsWayWillTakeIsNotGivenToAnother() {
        source.machines().uses("cmp-12", 512 + 30_000).uses("cmp-13", 512 + 30_000);
        target.machines().uses("ctl-1", ALL - 40_000);

        assertThat(choose(List.of("cmp-12"), Set.of()).host()).isEqualTo("cmp-12");

        NextHost next = choose(List.of("cmp-12"), Set.of("cmp-13"));
        assertThat(next.host()).isNull();
        assertThat(next.why())
                .contains(
                        "mira-os-1 has no room: the servers of cmp-12 take 30000 MB of memory",
                        "those of cmp-13, which is being emptied, up to 30000 MB",
                        "40000 MB of memory");
    }

    @Test
    public void aHostForWhichTheTargetHasRoomGoesBeforeACheaperOneForWhichItHasNot() {
        source.machines().uses("cmp-12", 512 + 90_000).uses("cmp-13", 512 + 30_000);
        target.machines().uses("ctl-1", ALL - 40_000);

        assertThat(choose(List.of("cmp-12", "cmp-13"), Set.of()).host()).isEqualTo("cmp-13");
    }

    @Test
    public void aHostThatIsBeingEmptiedAndHasLeftTheSourceTakesNoRoom() {
        assertThat(choose(List.of("cmp-12"), Set.of("cmp-1")).host()).isEqualTo("cmp-12");
    }
}
