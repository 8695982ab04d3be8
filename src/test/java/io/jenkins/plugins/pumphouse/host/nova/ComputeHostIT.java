package io.jenkins.plugins.pumphouse.host.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Server;
import io.jenkins.plugins.pumphouse.mainjob.Testbed;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Hypervisors of the testbed's clouds. The source's are looked at; the target's second one, which has to be empty, is
 * disabled, killed, forgotten, and left up and enabled.
 */
public class ComputeHostIT {
    private static final String HOST = "target-compute2";
    private static final String AGGREGATE =
            "nova-it-" + UUID.randomUUID().toString().substring(0, 8);
    /** The testbed's Nova takes a service for dead after 15 s, and a new compute registers within 30 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static Cloud source;
    private static Cloud target;
    private static ComputeHost host;

    @BeforeClass
    public static void open() {
        source = Testbed.open("source");
        target = Testbed.open("target");
        host = new ComputeHost(target, HOST);
    }

    /** Whatever a test came to, the host is as it was. */
    @After
    public void tidyUp() {
        host.enable();
        Registry registry = Registry.read(target);
        registry.aggregates().stream()
                .filter(row -> Registry.text(row, "name").equals(AGGREGATE))
                .forEach(row -> {
                    String id = Registry.text(row, "id");
                    new AggregateMembers(target).leave(HOST, id);
                    target.send(Request.delete(Service.COMPUTE, "/os-aggregates/" + id));
                });
    }

    @AfterClass
    public static void close() {
        source.close();
        target.close();
    }

    @Test
    public void bothHypervisorsAreSeenWithTheirServersAllocationsAndCapacity() {
        List<ObjectNode> servers =
                source.list(Request.get(Service.COMPUTE, "/servers/detail").query("all_tenants", "1"), "servers");

        for (HostFacts facts : HostLoads.look(source, List.of("source-compute1", "source-compute2"))
                .values()) {
            List<String> there = servers.stream()
                    .filter(server ->
                            server.path("OS-EXT-SRV-ATTR:host").asText().equals(facts.host()))
                    .map(server -> server.path("id").asText())
                    .toList();
            assertThat(there).isNotEmpty();
            assertThat(facts.servers()).extracting(Server::id).containsExactlyInAnyOrderElementsOf(there);
            assertThat(facts.servers()).extracting(Server::bytes).allMatch(bytes -> bytes > 0);
            assertThat(facts.providers()).singleElement().satisfies(provider -> {
                assertThat(provider.name()).isEqualTo(facts.host());
                assertThat(provider.consumers()).containsAnyElementsOf(there);
            });
            assertThat(facts.hypervisors()).hasSize(1);
            assertThat(facts.zone()).isEqualTo("nova");
            assertThat(ReleaseBlocker.all(ReleaseCheck.blockers(facts, Allowances.NONE)))
                    .contains("servers remain (");
        }
    }

    /** The scheduler may have resized the server of the fixture on the host where it was. */
    @Test
    public void aResizeThatNobodyConfirmedHoldsTheHostsBetweenWhichItWas() {
        Set<String> held = source.list(Service.COMPUTE, "/os-migrations", "migrations").stream()
                .filter(migration -> migration.path("status").asText().equals("finished"))
                .flatMap(
                        migration -> Stream.of("source_compute", "dest_compute").map(migration::path))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());

        assertThat(held).isNotEmpty();
        assertThat(HostLoads.look(source, held).values())
                .hasSameSizeAs(held)
                .allSatisfy(facts -> assertThat(facts.migrations())
                        .anySatisfy(migration -> assertThat(migration.status()).isEqualTo("finished")));
    }

    @Test
    public void anEmptyHostIsDisabledMayGoAndIsEnabledAgain() {
        try {
            assertThat(host.disable("leaves for another cloud")).isTrue();
            assertThat(host.disable("a second time")).isFalse();

            assertThat(host.look().compute().reason()).isEqualTo("leaves for another cloud");
            assertThat(ReleaseCheck.blockers(host.look(), Allowances.NONE)).isEmpty();
        } finally {
            host.enable();
        }
        assertThat(host.look().serving()).isTrue();
    }

    @Test
    public void aHostThatIsUpIsNotForgotten() {
        assertThatThrownBy(host::forget).satisfies(WayOut.is(Remedy.CONFLICT)).hasMessageContaining("is enabled");
        assertThat(host.look().serving()).isTrue();
    }

    @Test
    public void aKilledHostIsForgottenAndComesBackAsANewOne() throws Exception {
        HostFacts before = host.look();
        assertThat(ReleaseCheck.blockers(before, new Allowances(true, Set.of(), Set.of())))
                .as(HOST + " has to be empty; see testbed/openstack reset")
                .isEmpty();
        makeAggregate();
        try {
            assertThat(host.join(AGGREGATE)).isTrue();
            assertThat(host.join(AGGREGATE)).isFalse();
            host.disable("leaves for another cloud");
            Testbed.service("kill", "target", "nova-compute2");
            await(found -> found.isPresent() && !found.get().compute().up());

            assertThat(host.forget()).contains("membership in aggregate " + AGGREGATE, "nova-compute");

            assertThat(host.find()).isEmpty();
            assertThat(providers()).isEmpty();
            assertThat(host.forget()).isEmpty();
        } finally {
            Testbed.service("start", "target", "nova-compute2");
        }
        try {
            HostFacts back =
                    await(found -> found.isPresent() && found.get().compute().up());
            assertThat(back.compute().id()).isNotEqualTo(before.compute().id());
            assertThat(back.whyNotServing()).contains("nova-manage cell_v2 discover_hosts");
            assertThat(host.join(AGGREGATE)).isTrue();
        } finally {
            Testbed.discover("target");
        }
        await(found -> found.isPresent()
                && found.get().serving()
                && !found.get().providers().isEmpty());
        assertThat(host.look().aggregates()).hasSize(1);
    }

    private static void makeAggregate() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("aggregate").put("name", AGGREGATE);
        target.send(Request.post(Service.COMPUTE, "/os-aggregates").body(body));
    }

    private static List<ObjectNode> providers() {
        return target.list(
                Request.get(Service.PLACEMENT, "/resource_providers").query("name", HOST), "resource_providers");
    }

    private static HostFacts await(Predicate<Optional<HostFacts>> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<HostFacts> found = host.find();
        while (!condition.test(found)) {
            assertThat(System.nanoTime()).as("still " + found).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            found = host.find();
        }
        return found.orElse(null);
    }
}
