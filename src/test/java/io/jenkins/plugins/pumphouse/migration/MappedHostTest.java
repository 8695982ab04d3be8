package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * The operator names a hypervisor of the target for one of the source ({@code mapping: hosts:}): its servers boot on
 * that one, or are refused before they are stopped.
 */
public class MappedHostTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void boot() {
        clouds.source.behaviour().newestCompute(96); // which shows whether a server is pinned to a zone
        clouds.target.behaviour().newestCompute(96);
        HostFixture.on(clouds, "compute-1", "odd").boot();
        clouds.mapping("host", "compute-1", "compute-2");
    }

    @Test
    public void aServerBootsOnTheHypervisorThatPlanLogAndLedgerName() throws Exception {
        plan();
        List<String> plan = List.copyOf(clouds.lines);
        Outcome moved = move();

        assertThat(plan)
                .anyMatch(line ->
                        line.contains("odd") && line.contains("ACTIVE on compute-1 at 10.1.0.2, goes to compute-2"));
        assertThat(clouds.lines).anyMatch(line -> line.contains("boots on new (compute-2) at 10.1.0."));
        assertThat(ledger(moved)).containsEntry("host", "changed (compute-1 -> compute-2)");
        assertThat(hostOf("odd")).isEqualTo("compute-2");
        assertThat(copy().path("pinned_availability_zone").isNull())
                .as("Nova may migrate it to any zone later")
                .isTrue();
    }

    @Test
    public void aSecondRunAndAComparisonFindNothingToDo() throws Exception {
        move();

        Report again = clouds.move(Verb.INSTANCES, server("odd"));

        Outcome found = outcome(again, "server", "odd");
        assertThat(found.end()).isEqualTo(End.REUSED);
        assertThat(ledger(found)).containsEntry("host", "changed (compute-1 -> compute-2)");
        assertThat(again.cost().writes()).isZero();
        assertThat(clouds.drift(server("odd")).rows())
                .filteredOn(row -> row.kind().equals("server"))
                .extracting(row -> row.state().words())
                .containsOnly("equal");
    }

    @Test
    public void serversOfOtherHypervisorsGoWhereTheTargetWants() throws Exception {
        HostFixture.on(clouds, "compute-2", "other").boot();

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("other")), "server", "other");

        assertThat(ledger(moved)).doesNotContainKey("host");
    }

    @Test
    public void aHypervisorMayBeCalledByItsOwnNameOnEitherCloud() throws Exception {
        clouds.source
                .faults()
                .on("GET", "/v2.1/servers/detail")
                .answersInstead(
                        answer -> answer.replacing("(hypervisor_hostname\":\"compute-\\d)", "$1.old.example.org"));
        clouds.target
                .faults()
                .on("GET", "/v2.1/os-hypervisors/detail")
                .answersInstead(
                        answer -> answer.replacing("(hypervisor_hostname\":\"compute-\\d)", "$1.new.example.org"));
        clouds.mapping("host", "compute-1.old.example.org", "compute-2.new.example.org");

        move();

        assertThat(hostOf("odd")).isEqualTo("compute-2");
    }

    /** Nova before Train knows it behind the zone alone, and asks no scheduler. */
    @Test
    public void before274TheZoneOfTheHypervisorNamesIt() throws Exception {
        clouds.target.behaviour().newestCompute(73);
        HostFixture.zone(clouds.target, "rack-7", "compute-2");

        move();

        assertThat(hostOf("odd")).isEqualTo("compute-2");
        clouds.target.behaviour().newestCompute(96);
        assertThat(copy().path("pinned_availability_zone").asText()).isEqualTo("rack-7");
    }

    @Test
    public void theZoneOfTheMappingHoldsTheServerBesideTheHypervisor() throws Exception {
        HostFixture.zone(clouds.target, "rack-7", "compute-2");
        HostFixture.both(clouds, "rack-7", "compute-2");

        move();

        assertThat(hostOf("odd")).isEqualTo("compute-2");
        assertThat(copy().path("pinned_availability_zone").asText()).isEqualTo("rack-7");
    }

    /** What the target's operator does with it later is no difference that anybody has to answer for. */
    @Test
    public void aCopyThatWasMigratedSinceIsToldAndCleanedUp() throws Exception {
        move();
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + copy().path("id").asText() + "/action",
                        WireJson.object("os-migrateLive", WireJson.object("host", null, "block_migration", "auto")));
        clouds.target.skip(Duration.ofMinutes(5));
        assertThat(hostOf("odd")).isEqualTo("compute-1");

        Outcome found = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");

        assertThat(ledger(found)).containsEntry("host", "changed (compute-1 -> compute-1, mapped to compute-2)");
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("odd")), "server", "odd")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void anEntryThatMeansNoHypervisorOfTheSourceIsTold() throws Exception {
        clouds.mapping("host", "compute-11", "compute-2");

        plan();

        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("mapping: hosts: \"compute-11\" means no hypervisor of old (nearest:"
                        + " \"compute-1\"). Correct or remove it"));
    }

    private Outcome plan() throws Exception {
        return outcome(clouds.plan(Verb.INSTANCES, server("odd")), "server", "odd");
    }

    private Outcome move() throws Exception {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        return moved;
    }

    private JsonNode copy() {
        return clouds.target.inside().server("odd");
    }

    private String hostOf(String name) {
        return clouds.target.inside().server(name).path("OS-EXT-SRV-ATTR:host").asText();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get("ledger");
    }
}
