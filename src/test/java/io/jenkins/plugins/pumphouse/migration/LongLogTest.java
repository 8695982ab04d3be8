package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** The log of many objects: what a person has to read is not buried in what follows from it. */
public class LongLogTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void whatFailedFirstIsTheReasonOfAllThatNeedsIt() throws Exception {
        clouds.target.faults().on("POST", "/v3/projects").status(403);

        Report report = clouds.move(Verb.INSTANCES, Selection.ofTenant("demo"));

        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.message().startsWith("needs "))
                .hasSizeGreaterThan(10)
                .extracting(Outcome::message)
                .containsOnly("needs project demo, which failed");
        assertOnlyTheFirstAreNamed(
                "x", "needs project demo, which failed", count(report, "project demo, which failed"));
    }

    @Test
    public void aConflictIsTheReasonOfAllThatNeedsIt() throws Exception {
        clouds.target.project("demo").description("Quite another tenant");

        Report report = clouds.plan(Verb.INSTANCES, Selection.ofTenant("demo"));

        String reason = "needs project demo, which is in conflict";
        assertThat(count(report, "which is in conflict")).isGreaterThan(10).isEqualTo(count(report, reason));
        assertOnlyTheFirstAreNamed("!", reason, count(report, reason));
    }

    @Test
    public void whatHasNoNameIsCalledByItsId() throws Exception {
        JsonNode net = clouds.source.inside().list("network", "/v2.0/networks", "networks").stream()
                .filter(network -> Json.text(network, "name").equals("demo-net"))
                .findFirst()
                .orElseThrow();
        String id = Json.text(net, "id");
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/networks/" + id,
                        Json.object("network", Json.object().put("name", "")));

        Report planned = clouds.plan(Verb.NETWORKS, Selection.ofTenant("demo"));

        assertThat(clouds.lines).anyMatch(line -> line.matches("\\+ +network +" + id + ".*"));
        assertThat(planned.outcomes())
                .filteredOn(outcome -> id.equals(outcome.source()))
                .extracting(Outcome::called)
                .contains(id);
    }

    /** The line of the group has announced their number, and no more. */
    @Test
    public void rulesOfWhichMoreIsToBeSaidThanTheirNumberHaveALineOfTheirOwn() throws Exception {
        Inside neutron = clouds.source.inside();
        String db = neutron.id("network", "/v2.0/security-groups", "security_groups", "db");
        neutron.list("network", "/v2.0/security-group-rules", "security_group_rules").stream()
                .filter(rule -> db.equals(Json.text(rule, "security_group_id")))
                .filter(rule -> "egress".equals(Json.text(rule, "direction")))
                .forEach(rule -> neutron.delete("network", "/v2.0/security-group-rules/" + Json.text(rule, "id")));
        neutron.post(
                "network",
                "/v2.0/security-group-rules",
                Json.object(
                        "security_group_rule",
                        Json.object()
                                .put("security_group_id", db)
                                .put("direction", "egress")
                                .put("ethertype", "IPv4")
                                .put("description", "all may go out")));

        clouds.move(Verb.SECGROUPS);

        assertThat(clouds.lines)
                .filteredOn(line -> line.matches("\\+ +rules .*"))
                .singleElement()
                .asString()
                .contains("db", "description of 1 rule set");
    }

    @Test
    public void theAddressesOfAServersPortsStandInItsLineWhateverThePortsAreCalled() throws Exception {
        JsonNode card = clouds.source.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.toString().contains("10.1.0.11"))
                .findFirst()
                .orElseThrow();
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + Json.text(card, "id"),
                        Json.object("port", Json.object().put("name", "web-1-eth0")));

        clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(clouds.lines)
                .noneMatch(line -> line.startsWith("+  port"))
                .filteredOn(line -> line.contains("boots on new"))
                .singleElement()
                .asString()
                .endsWith("boots on new at 10.1.0.11, 10.2.0.11");
    }

    private void assertOnlyTheFirstAreNamed(String sign, String reason, long all) {
        String needed = reason.substring("needs ".length());
        List<String> lines =
                clouds.lines.stream().filter(line -> line.contains(needed)).toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(3)).isEqualTo(sign + "  " + (all - 3) + " more wait for " + needed);
    }

    private static long count(Report report, String reason) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.message().contains(reason))
                .count();
    }
}
