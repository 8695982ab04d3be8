package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.Rule;
import org.junit.Test;

/** What a rule says of itself: Neutron sets it with the rule, and has no request that changes it. */
public class RuleDescriptionTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void itComesWithTheRuleAndASecondRunWritesNothing() throws Exception {
        describe(clouds.source, "the office, ticket 4711");

        clouds.move(Verb.SECGROUPS);

        assertThat(description()).isEqualTo("the office, ticket 4711");
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
    }

    @Test
    public void oneThatHasChangedOnTheSourceIsFoundAndBroughtAfter() throws Exception {
        describe(clouds.source, "the office");
        clouds.move(Verb.SECGROUPS);
        describe(clouds.source, "the new office");

        assertThat(clouds.drift(TwoClouds.DEMO, "rules").toString())
                .contains("description of the rule", "the new office");
        assertThat(outcome(clouds.plan(Verb.SECGROUPS, TwoClouds.DEMO), "rules", "web")
                        .message())
                .contains("the rule is replaced: it is missing for a moment");
        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(ended(report, End.UPDATED)).containsExactly("rules web");
        assertThat(outcome(report, "rules", "web").message()).isEqualTo("description of 1 rule set");
        assertThat(description()).isEqualTo("the new office");
        assertThat(rules(clouds.target)).hasSize(1);
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
    }

    @Test
    public void oneThatTheSourceHasClearedGoes() throws Exception {
        describe(clouds.source, "the office");
        clouds.move(Verb.SECGROUPS);
        describe(clouds.source, "");

        clouds.move(Verb.SECGROUPS);

        assertThat(description()).isEmpty();
    }

    @Test
    public void oneOfAGroupThatWasThereBeforeIsItsOwnersAffair() throws Exception {
        describe(clouds.source, "the office");
        clouds.move(Verb.SECGROUPS);
        JsonNode group = group(clouds.target);
        clouds.target
                .inside()
                .put(
                        "network",
                        "/v2.0/security-groups/" + group.path("id").asText() + "/tags",
                        Json.object("tags", Json.array(List.of())));
        describe(clouds.target, "called otherwise");

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(outcome(report, "rules", "web").end()).isEqualTo(End.REUSED);
        assertThat(description()).isEqualTo("called otherwise");
    }

    /** Replaces the rule for port 443 by one of another description. */
    private static void describe(EmbeddedCloud cloud, String words) {
        JsonNode group = group(cloud);
        for (JsonNode rule : rules(cloud)) {
            cloud.inside()
                    .delete(
                            "network",
                            "/v2.0/security-group-rules/" + rule.path("id").asText());
        }
        ObjectNode rule = Json.object()
                .put("security_group_id", group.path("id").asText())
                .put("tenant_id", group.path("tenant_id").asText())
                .put("direction", "ingress")
                .put("protocol", "tcp")
                .put("port_range_min", 443)
                .put("port_range_max", 443)
                .put("description", words);
        cloud.inside().make("network", "/v2.0/security-group-rules", "security_group_rule", rule);
    }

    private String description() {
        return rules(clouds.target).get(0).path("description").asText("");
    }

    private static List<JsonNode> rules(EmbeddedCloud cloud) {
        return StreamSupport.stream(group(cloud).path("security_group_rules").spliterator(), false)
                .filter(rule -> rule.path("port_range_min").asInt() == 443)
                .toList();
    }

    /** That of demo: shop has one of the name, too. */
    private static JsonNode group(EmbeddedCloud cloud) {
        String demo = cloud.inside().id("identity", "/v3/projects", "projects", "demo");
        return cloud.inside().list("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(group -> group.path("name").asText().equals("web")
                        && group.path("tenant_id").asText().equals(demo))
                .findFirst()
                .orElseThrow();
    }
}
