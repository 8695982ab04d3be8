package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * What the scheduler was told with a server's boot, it is told with the boot of the copy, as far as it has a meaning.
 */
public class SchedulerHintsTest {
    private static final int EPOXY = 100;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void newest() {
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.behaviour().newestCompute(EPOXY);
        }
    }

    @Test
    public void serversThatItIsToBeApartFromAreThoseOfTheTarget() throws Exception {
        booted("apart")
                .hint("different_host", List.of(id(clouds.source, "db-1")))
                .boot();
        clouds.move(Verb.INSTANCES, server("db-1"));

        Outcome moved = move("apart");

        assertThat(hints("apart").path("different_host"))
                .extracting(JsonNode::asText)
                .containsExactly(id(clouds.target, "db-1"));
        assertThat(ledger(moved)).containsEntry("scheduler hints", "kept");
        assertThat(moved.message()).doesNotContain("scheduler hint");
        assertThat(clouds.move(Verb.INSTANCES, server("apart")).cost().writes()).isZero();
    }

    @Test
    public void aServerThatIsNotThereYetIsToldBeforeAndAfterwards() throws Exception {
        booted("near").hint("same_host", id(clouds.source, "db-1")).boot();

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("near")), "server", "near");
        Outcome moved = move("near");

        assertThat(planned.message())
                .contains("scheduler hint same_host=db-1 (the copy is scheduled without it unless db-1 is on new by"
                        + " then: move that one first)");
        assertThat(hints("near")).isEmpty();
        assertThat(ledger(moved).get("scheduler hints")).startsWith("lost (same_host=");
    }

    @Test
    public void aServerThatWasDeletedIsToldById() throws Exception {
        String gone = "11111111-2222-3333-4444-555555555555";
        booted("lonely").hint("different_host", gone).boot();

        assertThat(outcome(clouds.plan(Verb.INSTANCES, server("lonely")), "server", "lonely")
                        .message())
                .contains("scheduler hint different_host=" + gone + " (old has no such server any more)");
    }

    @Test
    public void whatASiteHasMadeForItsOwnFiltersComesAlong() throws Exception {
        booted("odd")
                .hint("rack", "b7")
                .hint("query", "[\">=\", \"$free_ram_mb\", 64]")
                .boot();

        Outcome moved = move("odd");

        assertThat(hints("odd").toString())
                .isEqualTo("{\"query\":[\"[\\\">=\\\", \\\"$free_ram_mb\\\", 64]\"],\"rack\":[\"b7\"]}");
        assertThat(ledger(moved)).containsEntry("scheduler hints", "kept");
    }

    @Test
    public void whatNamesTheSourcesHostsCellsAndLeasesIsLeftAndTold() throws Exception {
        booted("bound")
                .hint("build_near_host_ip", "192.0.2.1")
                .hint("cidr", "/24")
                .hint("target_cell", "cell1")
                .hint("reservation", "11111111-2222-3333-4444-555555555555")
                .hint("query", "[\"=\", \"$hypervisor_hostname\", \"cmp-1\"]")
                .hint("like", "11111111-2222-3333-4444-555555555555")
                .boot();

        Outcome moved = move("bound");

        assertThat(hints("bound")).isEmpty();
        for (String hint : List.of("build_near_host_ip", "cidr", "target_cell", "reservation", "query", "like")) {
            assertThat(moved.message()).contains("scheduler hint " + hint + "=");
            assertThat(ledger(moved).get("scheduler hints")).contains(hint + "=");
        }
    }

    @Test
    public void theOperatorMayLeaveThem() throws Exception {
        booted("odd").hint("rack", "b7").boot();
        clouds.accepting("odd: scheduler hints");

        Outcome moved = move("odd");

        assertThat(hints("odd")).isEmpty();
        assertThat(moved.message()).contains("scheduler hint rack=b7 (accepted)");
    }

    @Test
    public void aTargetThatShowsNoneHasThemUnseen() throws Exception {
        clouds.target.behaviour().newestCompute(93);
        booted("odd").hint("rack", "b7").boot();

        assertThat(ledger(move("odd")).get("scheduler hints")).isEqualTo("unknown (new does not show them: rack)");
        clouds.target.behaviour().newestCompute(EPOXY);
        assertThat(hints("odd").path("rack").path(0).asText()).isEqualTo("b7");
    }

    private ServerFixture booted(String name) {
        return DiskFixture.small(clouds.source, name);
    }

    private Outcome move(String name) throws InterruptedException {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        return moved;
    }

    private JsonNode hints(String name) {
        return clouds.target.inside().server(name).path("scheduler_hints");
    }

    private static String id(EmbeddedCloud cloud, String name) {
        return cloud.inside().server(name).path("id").asText();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome moved) {
        return (Map<String, String>) moved.facts().get(PreservationLedger.FACT);
    }
}
