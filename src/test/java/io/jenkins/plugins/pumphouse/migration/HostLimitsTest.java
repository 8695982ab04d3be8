package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.Rule;
import org.junit.Test;

/** So many servers at a time, by hypervisor: of the source from their stop to ACTIVE, on the target while they boot. */
public class HostLimitsTest {
    private static final int SERVERS = 3; // beside those of demo, within the ten that a project may have

    private static final Duration BOOT = Duration.ofMinutes(10);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    /** The most that were seen at a time, by hypervisor. */
    private final Map<String, Integer> most = new ConcurrentHashMap<>();

    @Test
    public void atNoTimeMoreServersOfAHypervisorThanAllowedAreBetweenStopAndActive() throws Exception {
        List<String> hosts = twoHosts();
        clouds.hosts(2, 0);
        clouds.target.behaviour().boot(BOOT).tokenLife(Duration.ofDays(9));
        watch(this::offOnTheSource, 2);

        Report moved = clouds.move(Verb.INSTANCES, DEMO);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(most.keySet()).containsAll(hosts);
        assertThat(most.values()).allMatch(count -> count <= 2);
        assertThat(most.values()).contains(2); // they are not moved one by one
    }

    @Test
    public void withoutALimitOneHypervisorMayHaveMore() throws Exception {
        twoHosts();
        clouds.target.behaviour().boot(BOOT).tokenLife(Duration.ofDays(9));
        watch(this::offOnTheSource, 3);

        clouds.move(Verb.INSTANCES, DEMO);

        assertThat(most.values()).anyMatch(count -> count > 2);
    }

    @Test
    public void atNoTimeMoreServersThanAllowedBootOnOneHypervisorOfTheTarget() throws Exception {
        twoHosts();
        clouds.hosts(0, 1);
        clouds.target.behaviour().boot(BOOT).tokenLife(Duration.ofDays(9));
        watch(this::bootingOnTheTarget, 1);

        Report moved = clouds.move(Verb.INSTANCES, DEMO);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(most.values()).isNotEmpty().allMatch(count -> count == 1);
    }

    @Test
    public void thePlansForecastReckonsWithTheLimits() throws Exception {
        twoHosts();
        clouds.plan(Verb.INSTANCES, DEMO);
        String free = all();
        clouds.lines.clear();
        clouds.hosts(1, 2);

        clouds.plan(Verb.INSTANCES, DEMO);

        assertThat(all()).isNotEqualTo(free);
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains(
                        "1 at a time of each hypervisor of old, of which 2 have servers to move (perHost)"))
                .anyMatch(line -> line.contains("until no hypervisor of new boots 2 others (perTargetHost)"));
    }

    private String all() {
        return clouds.lines.stream()
                .filter(line -> line.contains(" pass for all"))
                .findFirst()
                .orElseThrow();
    }

    /** Looks at every request that a cloud answers; boots last until so many were seen at a time. */
    private void watch(Runnable look, int enough) {
        long patience = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.faults().gatekeeper(new Faults.Gatekeeper() {
                @Override
                public boolean admits(Faults.Asked asked) {
                    return true;
                }

                @Override
                public boolean answers(Faults.Asked asked, int status) {
                    if (asked.path().contains("/servers")) {
                        look.run();
                        if (most.values().stream().anyMatch(count -> count >= enough) || System.nanoTime() > patience) {
                            clouds.target.skip(BOOT);
                        }
                    }
                    return true;
                }
            });
        }
    }

    private void offOnTheSource() {
        Map<String, Integer> off = new HashMap<>();
        // Before the target: what becomes ACTIVE in between must not count beside what is stopped in its place.
        List<JsonNode> servers = clouds.source.inside().servers();
        List<String> up = clouds.target.inside().servers().stream()
                .filter(server -> server.path("status").asText().equals("ACTIVE"))
                .map(server -> server.path("name").asText())
                .toList();
        for (JsonNode server : servers) {
            boolean stopped = server.path("status").asText().equals("SHUTOFF");
            if (stopped
                    && server.path("metadata").has("pumphouse_stopped")
                    && !up.contains(server.path("name").asText())) {
                off.merge(server.path("OS-EXT-SRV-ATTR:host").asText(), 1, Integer::sum);
            }
        }
        off.forEach((host, count) -> most.merge(host, count, Math::max));
    }

    private void bootingOnTheTarget() {
        int booting = (int) clouds.target.inside().servers().stream()
                .filter(server -> server.path("status").asText().equals("BUILD"))
                .count();
        if (booting > 0) {
            most.merge("any", booting, Math::max); // Nova tells none before it is ACTIVE here
        }
    }

    private List<String> twoHosts() {
        List<String> hosts = clouds.source.inside().servers().stream()
                .map(server -> server.path("OS-EXT-SRV-ATTR:host").asText())
                .distinct()
                .toList();
        List<String> both = hosts.size() > 1 ? hosts.subList(0, 2) : List.of(hosts.get(0), "cmp-2");
        for (String host : both) {
            for (int i = 0; i < SERVERS; i++) {
                clouds.source
                        .project("demo")
                        .server("s-" + host + "-" + i)
                        .image("cirros")
                        .flavor("m1.tiny")
                        .host(host)
                        .owner("alice", null)
                        .boot();
            }
        }
        return both;
    }
}
