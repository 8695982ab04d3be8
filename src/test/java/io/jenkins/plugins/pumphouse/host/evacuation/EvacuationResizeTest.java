package io.jenkins.plugins.pumphouse.host.evacuation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** Whose resize an evacuation confirms: that of its own cold migration, and nobody else's. */
public class EvacuationResizeTest {
    @Rule
    public final EvacuationWorld world = new EvacuationWorld();

    @Test
    public void anOwnersResizeOfAServerThatKeptOurMarkIsLeftToItsOwner() {
        String web = world.server("web-1", "cmp-12", "os-stop");
        leaveMark();
        resize(web);

        EvacuationResult result = world.run();

        assertThat(result.failures())
                .singleElement()
                .asString()
                .contains(
                        "web-1",
                        "a resize to be confirmed that pumpEvacuate has not begun",
                        "openstack server resize confirm " + web,
                        "openstack server resize revert " + web,
                        "openstack server unset --property pumphouse_evacuation " + web);
        assertThat(world.shown(web)).isEqualTo("VERIFY_RESIZE null elsewhere");
        assertThat(world.actions()).isEmpty();
    }

    @Test
    public void aNovaThatShowsNoTypesOfMigrationsIsAskedForTheSizes() {
        world.old();
        String web = world.server("web-1", "cmp-12", "os-stop");
        leaveMark();
        resize(web);

        assertThat(world.run().failures()).singleElement().asString().contains("pumpEvacuate has not begun");
        assertThat(world.shown(web)).isEqualTo("VERIFY_RESIZE null elsewhere");
    }

    @Test
    public void aColdMigrationThatIsOlderThanTheMarkIsNotConfirmed() {
        String web = world.server("web-1", "cmp-12", "os-stop");
        world.note(web, "pumphouse_evacuation", "cmp-12 after migration 1");
        act(web, "migrate", null);
        world.cloud.journal().clear();

        assertThat(world.run().failures()).singleElement().asString().contains("pumpEvacuate has not begun");
        assertThat(world.shown(web)).isEqualTo("VERIFY_RESIZE null elsewhere");
        assertThat(world.actions()).isEmpty();
    }

    @Test
    public void theColdMigrationOfARunThatWasKilledIsConfirmedByTheNext() {
        String web = world.server("web-1", "cmp-12", "os-stop");
        world.note(web, "pumphouse_evacuation", "cmp-12 after migration 0");
        act(web, "migrate", null);

        assertThat(world.run().failures()).isEmpty();
        assertThat(world.shown(web)).isEqualTo("SHUTOFF null elsewhere");
        assertThat(world.server(web).path("metadata")).isEmpty();
    }

    @Test
    public void aResizeThatAnEarlierRunHasConfirmedIsWaitedFor() {
        String web = world.server("web-1", "cmp-12", "os-stop");
        world.note(web, "pumphouse_evacuation", "cmp-12 after migration 0");
        act(web, "migrate", null);
        world.cloud.behaviour().power(Duration.ofMillis(300));
        world.cloud.inside().post("compute", path(web), WireJson.object("confirmResize", null));
        world.cloud.journal().clear();

        assertThat(world.run().failures()).isEmpty();
        assertThat(world.actions()).isEmpty();
        assertThat(world.shown(web)).isEqualTo("SHUTOFF null elsewhere");
    }

    @Test
    public void aMarkWhoseAnswerIsLostIsRemovedAndTheServerIsNotMigrated() {
        String web = world.server("web-1", "cmp-12", "os-stop");
        world.cloud.faults().on("POST", "/**/metadata").resetAfterwards();

        EvacuationResult result = world.run();

        assertThat(result.failures())
                .singleElement()
                .asString()
                .contains("web-1", "cannot be marked, so it was not migrated");
        assertThat(world.shown(web)).isEqualTo("SHUTOFF null cmp-12");
        assertThat(world.actions()).isEmpty();
        assertThat(world.server(web).path("metadata")).isEmpty();
    }

    /** A run fails, and its mark cannot be removed. */
    private void leaveMark() {
        world.cloud.faults().on("POST", "/**/action").containing("\"migrate\"").status(400);
        world.cloud.faults().on("DELETE", "/**/metadata/*").status(403);
        assertThat(world.run().failures()).singleElement().asString().contains("could not be removed");
        world.cloud.faults().clear();
        world.cloud.journal().clear();
    }

    private void resize(String server) {
        String huge = WireJson.text(
                world.cloud
                        .inside()
                        .make(
                                "compute",
                                world.compute() + "/flavors",
                                "flavor",
                                WireJson.object("name", "m1.small", "ram", 1024, "vcpus", 1, "disk", 2)),
                "id");
        act(server, "resize", WireJson.object("flavorRef", huge));
        world.cloud.journal().clear();
    }

    private void act(String server, String action, Object body) {
        world.cloud.inside().post("compute", path(server), WireJson.object(action, body));
        world.cloud.skip(Duration.ofMinutes(1));
    }

    private String path(String server) {
        return world.compute() + "/servers/" + server + "/action";
    }
}
