package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptedServerFixture.SERVER;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A volume that an interrupted move has detached is its server's, and no step for volumes takes it. */
public class DetachedForMoveTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private AdoptedServerFixture files;

    @Before
    public void aServerInSharedStorage() {
        files = new AdoptedServerFixture(clouds).boot();
    }

    @Test
    public void aVolumeThatIsDetachedIsNotCopiedWithoutItsServer() throws Exception {
        endsAt(asked -> asked.method().equals("DELETE") && asked.path().contains("os-volume_attachments"));

        Outcome left = outcome(clouds.copying().move(Verb.VOLUMES), "volume", "data-2");

        assertThat(left.end()).as(left.message()).isEqualTo(End.SKIPPED);
        assertThat(left.message())
                .matches(
                        "was detached from server files \\(\\S+\\) for its move, which was interrupted, and comes with it:"
                                + " run pumpInstances or pumpRollback for that server");
        assertThat(files.contents()).containsExactly("old data-1 one", "old data-2 two");
        movesAllTheSame();
    }

    @Test
    public void norWhereNovaOnceSaysThatThereAreNoServers() throws Exception {
        endsAt(asked -> asked.method().equals("DELETE") && asked.path().contains("os-volume_attachments"));
        clouds.source.faults().on("GET", "/v2.1/servers/detail").status(404).times(1);

        Outcome left = outcome(clouds.copying().move(Verb.VOLUMES), "volume", "data-2");

        assertThat(left.end()).as(left.message()).isEqualTo(End.SKIPPED);
        assertThat(files.contents()).containsExactly("old data-1 one", "old data-2 two");
    }

    @Test
    public void aVolumeThatNeitherCloudManagesComesWithItsServerAlone() throws Exception {
        endsAt(asked -> asked.method().equals("POST") && asked.body().contains("os-unmanage"));

        Outcome left = outcome(clouds.move(Verb.VOLUMES), "volume", "data-1");

        assertThat(left.end()).as(left.message()).isEqualTo(End.SKIPPED);
        assertThat(left.message()).contains("comes with it: run pumpInstances");
        movesAllTheSame();
    }

    @Test
    public void aVolumeThatTheTargetHasAlreadyGoesBackWithItsServerAlone() throws Exception {
        endsAt(asked -> asked.method().equals("POST") && asked.path().endsWith("/servers"));
        clouds.target
                .inside()
                .servers()
                .forEach(copy -> clouds.target
                        .inside()
                        .delete("compute", "/v2.1/servers/" + copy.path("id").asText()));
        skip();

        Report back = clouds.copying().move(Verb.ROLLBACK_RESOURCES);

        assertThat(back.outcomes())
                .noneMatch(each -> each.end() == End.RESTORED && each.name().startsWith("data-"));
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
        clouds.adopting();
        movesAllTheSame();
    }

    /** Neither cloud manages it: the target has given it up, and the source has not got it yet. */
    @Test
    public void aVolumeOnItsWayBackWithItsServerGoesBackWithThatAlone() throws Exception {
        clouds.target.behaviour().bootsFail(SERVER, "No valid host was found.");
        AtomicInteger left = new AtomicInteger(3); // the source gives up two, then the target the first of them
        endsAt(asked ->
                asked.method().equals("POST") && asked.body().contains("os-unmanage") && left.decrementAndGet() == 0);
        clouds.target.behaviour().healed();
        assertThat(files.contents()).hasSize(1);

        Report back = clouds.move(Verb.ROLLBACK_RESOURCES);

        assertThat(back.outcomes())
                .anyMatch(each -> each.end() == End.SKIPPED && each.message().contains("detached from server files"))
                .noneMatch(each -> each.end() == End.RESTORED && each.name().startsWith("data-"));
        movesAllTheSame();
    }

    private void movesAllTheSame() throws Exception {
        clouds.adopting();
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server(SERVER)), "server", SERVER);
        assertThat(moved.end()).as(moved.message()).isIn(End.CREATED, End.UPDATED);
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
    }

    private void endsAt(Predicate<Faults.Asked> write) throws Exception {
        assertThat(new Interruption(clouds).at(write, () -> clouds.move(Verb.INSTANCES, server(SERVER))))
                .isTrue();
        skip();
    }

    private void skip() {
        List.of(clouds.source, clouds.target).forEach(cloud -> {
            cloud.skip(Duration.ofMinutes(5));
            cloud.skip(Duration.ofMinutes(5)); // what is queued begins when that is over
        });
    }
}
