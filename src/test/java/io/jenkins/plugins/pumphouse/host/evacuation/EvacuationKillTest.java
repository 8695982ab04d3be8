package io.jenkins.plugins.pumphouse.host.evacuation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;

/** The controller ends between two writes of an evacuation and undoes nothing; then the step is run again. */
public class EvacuationKillTest {
    private static final int MOST = 40;

    @Rule
    public final EvacuationWorld world = new EvacuationWorld();

    @Test
    public void afterAnyWriteTheNextRunEmptiesTheHostAndLeavesNothing() {
        List<String> found = new ArrayList<>();
        int end = 1;
        while (end < MOST && trial(end, Duration.ZERO, found)) {
            end++;
        }
        assertThat(found).isEmpty();
        assertThat(end).as("writes").isBetween(6, MOST - 1);
    }

    @Test
    public void theSameWhereNovaGoesOnWithWhatHasBegunWhileTheNextRunLooks() {
        List<String> found = new ArrayList<>();
        int end = 1;
        while (end < MOST && trial(end, Duration.ofMillis(150), found)) {
            end++;
        }
        assertThat(found).isEmpty();
        assertThat(end).as("writes").isBetween(6, MOST - 1);
    }

    /** @return whether the run came to that write */
    private boolean trial(int writes, Duration power, List<String> found) {
        world.anew();
        world.cloud.behaviour().power(Duration.ZERO);
        String web = world.server("web-1", "cmp-12");
        String db = world.server("db-1", "cmp-12", "os-stop");
        String app = world.server("app-1", "cmp-12");
        world.cold = Set.of("app-1");
        world.cloud.behaviour().power(power);

        boolean ended = killedAfter(writes);
        String at = "after write " + writes + " ";
        EvacuationResult next = world.run();
        if (!next.failures().isEmpty()) {
            found.add(at + next.failures());
        }
        world.cloud.journal().clear();
        EvacuationResult third = world.run();
        List<String> now = List.of(world.shown(web), world.shown(db), world.shown(app));
        if (!now.equals(List.of("ACTIVE null elsewhere", "SHUTOFF null elsewhere", "ACTIVE null elsewhere"))) {
            found.add(at + now);
        }
        for (String server : List.of(web, db, app)) {
            if (!world.server(server).path("metadata").isEmpty()) {
                found.add(at + world.server(server).path("metadata"));
            }
        }
        if (!world.cloud.journal().writes().isEmpty()) {
            found.add(at + "the third run writes " + world.cloud.journal().writes());
        }
        if (world.enabled("cmp-12") || !third.failures().isEmpty()) {
            found.add(at + "cmp-12 is enabled, or " + third.failures());
        }
        return ended;
    }

    private boolean killedAfter(int writes) {
        AtomicInteger left = new AtomicInteger(writes);
        AtomicBoolean over = new AtomicBoolean();
        Thread runner = Thread.currentThread();
        world.cloud.faults().gatekeeper(new Faults.Gatekeeper() {
            @Override
            public boolean admits(Faults.Asked asked) {
                return !over.get() || isReading(asked);
            }

            @Override
            public boolean answers(Faults.Asked asked, int status) {
                if (!isReading(asked) && left.decrementAndGet() == 0) {
                    synchronized (over) {
                        over.set(true);
                        runner.interrupt();
                    }
                }
                return true;
            }
        });
        try {
            world.run();
        } catch (CancellationException e) {
            // before its servers begin, the run itself ends so
        }
        synchronized (over) {
            Thread.interrupted();
        }
        world.cloud.faults().clear();
        return over.get();
    }

    private static boolean isReading(Faults.Asked asked) {
        return asked.method().equals("GET") || asked.path().endsWith("/tokens");
    }
}
