package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.ForwardingFixture.of;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.Rule;
import org.junit.Test;

/** Another controller takes a server back while its port forwardings go to the target: none is on no cloud then. */
public class ForwardingTakenBackTest {
    private static final long LIMIT = 240_000;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final CompletableFuture<Object> deletesTheCopy = new CompletableFuture<>();
    private final CompletableFuture<Object> areHandedOver = new CompletableFuture<>();
    /** Or for the other build of its Jenkins. */
    private final CompletableFuture<Object> waits = new CompletableFuture<>();

    private CompletableFuture<Report> rollback;

    @Test(timeout = LIMIT)
    public void noneIsLostWhereTheRollbackHasLookedBeforeTheyWereNoted() throws Exception {
        noneIsLost(true);
    }

    @Test(timeout = LIMIT)
    public void norWhereAnotherBuildOfTheSameJenkinsTakesTheServerBack() throws Exception {
        noneIsLost(false);
    }

    private void noneIsLost(boolean elsewhere) throws Exception {
        ForwardingFixture forwardings = ForwardingFixture.in(clouds);
        forwardings.forward(2222, "10.1.0.11");
        forwardings.forward(2223, "10.1.0.12");
        clouds.move(Verb.INSTANCES, server("web-1"));
        clouds.onLine(line -> {
            if (line.contains("which is working on it")) {
                waits.complete(null);
            }
        });
        before(clouds.source, asked -> asked.body().contains("\"begun "), () -> {
            rollback = CompletableFuture.supplyAsync(() -> takenBack(elsewhere));
            CompletableFuture.anyOf(rollback, deletesTheCopy, waits).join();
        });
        before(
                clouds.target,
                asked -> asked.method().equals("DELETE") && asked.path().contains("/servers/"),
                () -> {
                    deletesTheCopy.complete(null);
                    areHandedOver.join();
                });

        clouds.move(Verb.INSTANCES, server("web-2"));
        areHandedOver.complete(null);
        rollback.get(LIMIT, TimeUnit.MILLISECONDS);

        List<Integer> ports = new ArrayList<>();
        of(clouds.source).forEach(one -> ports.add(one.path("external_port").asInt()));
        of(clouds.target).forEach(one -> ports.add(one.path("external_port").asInt()));
        assertThat(ports).containsExactlyInAnyOrder(2222, 2223);
    }

    private Report takenBack(boolean elsewhere) {
        try {
            return elsewhere
                    ? clouds.moveElsewhere(Verb.ROLLBACK, server("web-1"))
                    : clouds.move(Verb.ROLLBACK, server("web-1"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something once, right before the first such request is looked at. */
    private static void before(EmbeddedCloud cloud, Predicate<Faults.Asked> request, Runnable act) {
        cloud.faults().gatekeeper(new Faults.Gatekeeper() {
            private boolean come;

            @Override
            public boolean admits(Faults.Asked asked) {
                if (isFirst(asked)) {
                    act.run();
                }
                return true;
            }

            private synchronized boolean isFirst(Faults.Asked asked) {
                boolean first = !come && request.test(asked);
                come |= first;
                return first;
            }
        });
    }
}
