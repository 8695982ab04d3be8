package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * The rules of a group go to the target many in a request; a rule that is refused costs only itself, and none is made
 * twice.
 */
public class RuleAdditionTest {
    private static final String RULES = "/v2.0/security-group-rules";
    private static final String MANY = "security_group_rules";
    private static final String ONE = "security_group_rule";

    private static final String QUOTA = "{\"NeutronError\": {\"type\": \"OverQuota\", \"message\":"
            + " \"Quota exceeded for resources: ['security_group_rule'].\", \"detail\": \"\"}}";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aGroupOfItsOwnBesideThoseOfTheFixture() throws Exception {
        clouds.move(Verb.SECGROUPS);
        clouds.target.journal().clear();
    }

    @Test
    public void aHundredRulesAreOneRequest() throws Exception {
        unlimited(clouds.source);
        unlimited(clouds.target);
        group(250);

        assertThat(moved().message()).isEqualTo("250 rules added");

        assertThat(clouds.target.journal().count("POST", RULES)).isEqualTo(3);
        assertThat(ports()).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    public void aRuleThatIsRefusedCostsOnlyItselfAndIsNamed() throws Exception {
        group(4);
        clouds.target.faults().on("POST", RULES).about(MANY).status(400);
        clouds.target
                .faults()
                .on("POST", RULES)
                .about(ONE)
                .after(1)
                .times(1)
                .status(400)
                .body("{\"NeutronError\": {\"type\": \"X\", \"message\": \"Port 1001 is reserved.\", \"detail\":"
                        + " \"\"}}");

        Outcome rules = moved();

        assertThat(rules.end()).isEqualTo(End.FAILED);
        assertThat(rules.message())
                .contains(
                        "1 of 4 rules could not be added",
                        "ingress IPv4 tcp 1001-1001",
                        "Port 1001 is reserved.",
                        "new");
        assertThat(ports()).containsExactly(1000, 1002, 1003);
        assertThat(moved().message()).isEqualTo("1 rule added");
    }

    @Test
    public void rulesWhoseAnswerIsLostAreFoundAndNotSentAgain() throws Exception {
        group(4);
        clouds.target.faults().on("POST", RULES).about(MANY).resetAfterwards().times(1);

        assertThat(moved().end()).isEqualTo(End.CREATED);

        assertThat(clouds.target.journal().count("POST", RULES)).isEqualTo(1);
        assertThat(ports()).containsExactly(1000, 1001, 1002, 1003);
    }

    @Test
    public void rulesThatAFailedRequestDidNotMakeAreMadeInTheSameRun() throws Exception {
        group(4);
        clouds.target.faults().on("POST", RULES).about(MANY).status(500).times(1);

        assertThat(moved().end()).isEqualTo(End.CREATED);

        assertThat(ports()).containsExactly(1000, 1001, 1002, 1003);
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
    }

    @Test
    public void aRuleThatSomebodyHasAddedMeanwhileCountsAsThere() throws Exception {
        group(4);
        clouds.target
                .faults()
                .on("POST", "/v2.0/security-groups")
                .times(1)
                .answersInstead(answer -> Answer.created(WireJson.object("security_group", withoutRules(answer))));

        assertThat(moved().end()).isEqualTo(End.CREATED); // it sends also the rules that each new group has

        assertThat(ports()).containsExactly(1000, 1001, 1002, 1003);
    }

    @Test
    public void asManyRulesAsTheQuotaLetsInAreMadeAndTheOthersNamed() throws Exception {
        group(4);
        clouds.target
                .faults()
                .on("POST", RULES)
                .about(MANY)
                .status(409)
                .body(QUOTA); // another has used it since the plan
        clouds.target.faults().on("POST", RULES).about(ONE).after(2).status(409).body(QUOTA);

        Outcome rules = moved();

        assertThat(rules.message())
                .contains("2 of 4 rules could not be added", "tcp 1002-1002", "tcp 1003-1003", "Raise the quota");
        assertThat(ports()).containsExactly(1000, 1001);
        assertThat(clouds.target.journal().count("POST", RULES))
                .isEqualTo(4); // nothing is asked any more once the quota is used up
    }

    private static ObjectNode withoutRules(Answer answer) {
        try {
            JsonNode group = new ObjectMapper().readTree(answer.body().open()).path("security_group");
            return ((ObjectNode) group).set(MANY, WireJson.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void group(int rules) {
        clouds.source.project("demo").group("many", "", group -> {
            for (int i = 0; i < rules; i++) {
                group.ingress("tcp", 1000 + i, 1000 + i, "10.0.0.0/8");
            }
        });
    }

    private Outcome moved() throws Exception {
        return outcome(clouds.move(Verb.SECGROUPS), "rules", "many");
    }

    /** The ports that the group lets in on the target. */
    private List<Integer> ports() {
        return clouds.ofDemo("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(group -> group.path("name").asText().equals("many"))
                .flatMap(group -> group.path(MANY).findValues("port_range_min").stream())
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt)
                .sorted()
                .toList();
    }

    private static void unlimited(EmbeddedCloud cloud) {
        String demo = cloud.inside().id("identity", "/v3/projects", "projects", "demo");
        cloud.inside().put("network", "/v2.0/quotas/" + demo, WireJson.object("quota", WireJson.object(ONE, -1)));
    }
}
