package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Rule;
import org.junit.Test;

/** Runs of one migration at the same time make nothing twice, and move each server once. */
public class SimultaneousRunsTest {
    private static final int BRANCHES = 8;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void eightBranchesMakeEveryObjectOnceAndWaitForEachOther() throws Exception {
        aTransferIsHeldUntilAnotherBranchWaits();

        List<Report> reports = atOnce();

        assertThat(reports).allSatisfy(report -> assertThat(failed(report)).isEmpty());
        assertThat(names(clouds.ofDemo("network", "/v2.0/networks", "networks")))
                .containsExactlyInAnyOrder("demo-net", "demo-backend");
        assertThat(names(clouds.ofDemo("network", "/v2.0/routers", "routers"))).containsExactly("demo-router");
        assertThat(names(clouds.ofDemo("network", "/v2.0/security-groups", "security_groups")))
                .doesNotHaveDuplicates();
        assertThat(names(clouds.target.inside().servers()))
                .doesNotHaveDuplicates()
                .hasSize(moved(reports));
        assertThat(running(
                        clouds.source.inside().servers(), clouds.target.inside().servers()))
                .isEmpty();
        assertThat(clouds.lines).anyMatch(line -> line.matches(".*waits for Jenkins on .*, which is working on it"));
        assertThat(clouds.source.inside().list("image", "/v2/images?pumphouse=snapshot", "images"))
                .hasSize(moved(reports));
        assertThat(clouds.target.inside().list("compute", "/v2.1/os-keypairs", "keypairs"))
                .isEmpty();
        assertThat(clouds.move(Verb.INSTANCES).cost().writes()).isZero();
    }

    /** However slow the machine is, the others find the first at work. */
    private void aTransferIsHeldUntilAnotherBranchWaits() {
        CountDownLatch waits = new CountDownLatch(1);
        clouds.onLine(line -> {
            if (line.contains(", which is working on it")) {
                waits.countDown();
            }
        });
        clouds.source.faults().hold(asked -> asked.path().matches("/v2/images/[^/]+/file"), waits);
    }

    private List<Report> atOnce() throws Exception {
        ExecutorService branches = Executors.newFixedThreadPool(BRANCHES);
        CyclicBarrier start = new CyclicBarrier(BRANCHES);
        List<Future<Report>> running = new ArrayList<>();
        for (int i = 0; i < BRANCHES; i++) {
            running.add(branches.submit(() -> {
                start.await();
                return clouds.move(Verb.INSTANCES);
            }));
        }
        List<Report> reports = new ArrayList<>();
        for (Future<Report> branch : running) {
            reports.add(branch.get());
        }
        branches.shutdown();
        return reports;
    }

    private static int moved(List<Report> reports) {
        return (int) reports.stream()
                .flatMap(report -> report.outcomes().stream())
                .filter(o -> o.kind().equals("server") && o.end() == End.CREATED)
                .count();
    }

    private static List<Outcome> failed(Report report) {
        return report.outcomes().stream().filter(o -> o.end() == End.FAILED).toList();
    }

    /** The names of those that run on both sides. */
    private static List<String> running(List<JsonNode> source, List<JsonNode> target) {
        return source.stream()
                .filter(s -> s.path("status").asText().equals("ACTIVE"))
                .map(s -> s.path("name").asText())
                .filter(name -> target.stream()
                        .anyMatch(t -> t.path("name").asText().equals(name)
                                && t.path("status").asText().equals("ACTIVE")
                                && t.path("metadata").has("pumphouse_source")
                                && source.stream()
                                        .anyMatch(s -> s.path("status").asText().equals("ACTIVE")
                                                && t.path("metadata")
                                                        .path("pumphouse_source")
                                                        .asText()
                                                        .endsWith("/"
                                                                + s.path("id").asText()))))
                .toList();
    }
}
