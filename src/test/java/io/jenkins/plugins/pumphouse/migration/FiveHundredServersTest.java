package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.ProjectFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;

/** Servers that are waited for cost no thread: five hundred boot at a time in a run of at most twenty threads. */
public class FiveHundredServersTest {
    private static final int SERVERS = 500;

    private static final Duration BOOT = Duration.ofMinutes(30);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final AtomicInteger booting = new AtomicInteger();
    private final AtomicInteger threads = new AtomicInteger();
    private final long patience = System.nanoTime() + Duration.ofMinutes(5).toNanos();

    @Test
    public void allBootAtATimeAndTwentyThreadsAreEnough() throws Exception {
        demoHasFiveHundred();
        clouds.fromImages();
        clouds.limits(SERVERS, 4);
        clouds.target.behaviour().boot(BOOT).tokenLife(Duration.ofDays(9));
        clouds.target.faults().gatekeeper(new Faults.Gatekeeper() {
            @Override
            public boolean admits(Faults.Asked asked) {
                return true;
            }

            @Override
            public boolean answers(Faults.Asked asked, int status) {
                if (asked.path().endsWith("/servers/detail")) {
                    threads.accumulateAndGet(threadsOfTheRun(), Math::max);
                    allBootOnceTheyAreAllThere();
                }
                return true;
            }
        });

        Report moved = clouds.move(Verb.INSTANCES, DEMO);

        assertThat(TwoClouds.ended(moved, End.FAILED)).isEmpty();
        assertThat(booting).hasValue(SERVERS);
        assertThat(threads).hasValueLessThanOrEqualTo(20);
    }

    private void allBootOnceTheyAreAllThere() {
        int now = (int) clouds.target.inside().servers().stream()
                .filter(server -> server.path("status").asText().equals("BUILD"))
                .count();
        if (booting.accumulateAndGet(now, Math::max) == SERVERS || System.nanoTime() > patience) {
            clouds.target.skip(BOOT);
        }
    }

    /** With those of the HTTP clients; all of them are named so. */
    private static int threadsOfTheRun() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pumphouse"))
                .count();
    }

    private void demoHasFiveHundred() throws Exception {
        ProjectFixture demo = unlimited(clouds.source);
        clouds.move(Verb.TENANTS);
        unlimited(clouds.target);
        int further = SERVERS
                - (int) clouds.source.inside().servers().stream()
                        .filter(server -> server.path("tenant_id").asText().equals(demo.id()))
                        .count();
        for (int i = 0; i < further; i++) {
            demo.server("s-" + i)
                    .image("cirros")
                    .flavor("m1.tiny")
                    .owner("alice", null)
                    .boot();
        }
    }

    private static ProjectFixture unlimited(EmbeddedCloud cloud) {
        return cloud.project("demo")
                .quota("compute", "cores", -1)
                .quota("compute", "ram", -1)
                .quota("compute", "instances", -1);
    }
}
