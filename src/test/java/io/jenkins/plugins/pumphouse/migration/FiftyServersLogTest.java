package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.ProjectFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.TimeBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;

/** The log of fifty servers and a thousand rules, of which a network fails: what an operator has to read is short. */
public class FiftyServersLogTest {
    private static final int SERVERS = 50;
    private static final int GROUPS = 100;
    private static final int RULES = 10;

    /**
     * The clouds, 15 needs, 12 times of downtime, users, networks, routers, flavors, what failed, notes, the result.
     */
    private static final int ALL_ELSE = 80;

    /** A time of day, with seconds and zone if it has them; no part of a MAC address or a fingerprint. */
    private static final Pattern TIME =
            Pattern.compile("(?<![0-9a-f:+-])\\d\\d:\\d\\d(?::\\d\\d)?(?![0-9a-f:])(?:Z| ?[+-]\\d\\d:\\d\\d)?");

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aLineTellsAServerWithItsPortsOrAGroupWithItsRules() throws Exception {
        fill();
        clouds.move(Verb.TENANTS);
        unlimited(clouds.target.project("demo"));
        clouds.bounds(new TimeBounds(Instant.now().plus(Duration.ofDays(1)), null));

        clouds.lines.clear();
        clouds.plan(Verb.INSTANCES, DEMO);
        List<String> planned = List.copyOf(clouds.lines);
        clouds.lines.clear();
        Report moved = moveWithoutLegacyNetwork();
        List<String> log = List.copyOf(clouds.lines);

        assertThat(planned)
                .hasSizeLessThan(SERVERS + GROUPS + ALL_ELSE)
                .noneMatch(line -> line.startsWith("+  port") || line.startsWith("+  rules"))
                .anyMatch(line -> line.matches("\\+  server +app-0 +ACTIVE on compute-1 at 10\\.1\\S+, 10\\.2.*"))
                .anyMatch(line -> line.matches("\\+  security group +app-0 +12 rules"));

        long arrived = TwoClouds.ended(moved, End.CREATED).stream()
                .filter(object -> object.startsWith("server "))
                .count();
        assertThat(arrived).isEqualTo(30);
        assertThat(log)
                .as("a server is off, boots, and has arrived")
                .hasSizeLessThan((int) arrived * 3 + GROUPS + ALL_ELSE)
                .noneMatch(line -> line.startsWith("+  port") || line.startsWith("+  rules"))
                .anyMatch(line -> line.matches("\\+  security group +app-0 +\\S+ -> \\S+  12 rules to add"));
        assertTheReasonComesFirst(log, moved);
        assertThat(log)
                .filteredOn(line -> line.startsWith("so far  "))
                .isNotEmpty()
                .allMatch(line -> line.matches("so far  servers \\d+ of 50 done, \\d+ copying, \\d+ waiting, .*"));
        assertEveryTimeHasSecondsAndZone(planned, 1);
        assertEveryTimeHasSecondsAndZone(log, 1 + 2 * (int) arrived);
    }

    private static void assertTheReasonComesFirst(List<String> log, Report moved) {
        List<String> lines =
                log.stream().filter(line -> line.contains("legacy-net")).toList();
        long waiting = moved.outcomes().stream()
                .filter(outcome -> outcome.message().equals("needs network legacy-net, which failed"))
                .count();
        assertThat(waiting).isGreaterThan(2 * 20);
        assertThat(lines).hasSize(1 + 3 + 1);
        assertThat(lines.get(0)).matches("x  network +legacy-net +new: POST /networks -> 409 Conflict: .*");
        assertThat(lines.subList(1, 4)).allMatch(line -> line.endsWith(" needs network legacy-net, which failed"));
        assertThat(lines.get(4)).isEqualTo("x  " + (waiting - 3) + " more wait for network legacy-net, which failed");
    }

    private static void assertEveryTimeHasSecondsAndZone(List<String> log, int least) {
        assertThat(log.stream().flatMap(line -> TIME.matcher(line).results()).map(MatchResult::group))
                .hasSizeGreaterThanOrEqualTo(least)
                .allMatch(time -> time.matches("\\d\\d:\\d\\d:\\d\\d(Z| ?[+-]\\d\\d:\\d\\d)"));
    }

    /** One image is not stored before the log has said how far the servers are. */
    private Report moveWithoutLegacyNetwork() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        clouds.onLine(line -> {
            if (line.startsWith("so far  ")) {
                told.countDown();
            }
        });
        clouds.target
                .faults()
                .on("POST", "/v2.0/networks")
                .containing("legacy-net")
                .status(409);
        clouds.target
                .faults()
                .hold(asked -> asked.method().equals("PUT") && asked.path().endsWith("/file"), told);
        return clouds.move(Verb.INSTANCES, DEMO);
    }

    private void fill() {
        ProjectFixture demo = unlimited(clouds.source.project("demo")).network("legacy-net", "10.3.0.0/24");
        for (int i = 0; i < GROUPS; i++) {
            demo.group("app-" + i, "", rules -> {
                for (int port = 8000; port < 8000 + RULES; port++) {
                    rules.ingress("tcp", port, port, "10.0.0.0/8");
                }
            });
        }
        int further = SERVERS - 3; // demo has three
        for (int i = 0; i < further; i++) {
            String last = "app-" + Math.min(GROUPS - 1, i + 2 * further);
            demo.server("app-" + i)
                    .image("cirros")
                    .flavor("m1.tiny")
                    .nic(i < further - 20 ? "demo-net" : "legacy-net", null, null)
                    .nic("demo-backend", null, null)
                    .groups("app-" + i, "app-" + (i + further), last)
                    .owner("alice", "laptop")
                    .host("compute-" + (1 + i % 2))
                    .boot();
        }
    }

    private static ProjectFixture unlimited(ProjectFixture project) {
        return project.quota("compute", "cores", -1)
                .quota("compute", "ram", -1)
                .quota("compute", "instances", -1)
                .quota("network", "port", -1)
                .quota("network", "security_group", -1)
                .quota("network", "security_group_rule", -1);
    }
}
