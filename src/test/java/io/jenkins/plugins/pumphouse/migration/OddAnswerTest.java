package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/**
 * Answers that are not what the service's API promises: told in words, and what was done all the same is found by the
 * next run.
 */
public class OddAnswerTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aWriteThatIsAnsweredWithoutItsObjectFailsInWords() throws Exception {
        clouds.target.faults().on("POST", "/v2.0/routers").status(201).body("{\"unexpected\": {}}");

        Outcome router = outcome(clouds.move(Verb.NETWORKS), "router", "demo-router");

        assertThat(router.end()).isEqualTo(End.FAILED);
        assertThat(router.message())
                .isEqualTo("new: POST /routers -> 201, but without the object \"router\", with [unexpected] instead."
                        + " Check that the network service answers at this address and not a proxy. It may have been carried out"
                        + " anyway. Run again: Pumphouse looks for it first.");
    }

    @Test
    public void aWriteThatIsAnsweredWithoutAnIdFailsInWordsAndIsFoundByTheNextRun() throws Exception {
        clouds.target
                .faults()
                .on("POST", "/v2/images")
                .status(201)
                .body("{\"name\": \"debian-demo\"}")
                .times(1);

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.end() == End.FAILED)
                .singleElement()
                .extracting(Outcome::message)
                .asString()
                .contains("new: POST /images -> 201, but without an id");
        assertThat(clouds.move(Verb.IMAGES).failed()).isFalse();
    }

    @Test
    public void aReadThatIsAnsweredWithoutItsObjectNamesTheCall() throws Exception {
        clouds.source.faults().on("GET", "/v3/domains/*").status(200).body("{\"domain\": null}");

        assertThat(clouds.move(Verb.TENANTS).outcomes().toString())
                .contains("old: GET /domains/default -> 200, but without the object \"domain\"");
    }

    /** It would be made on the target under a name that nobody has given it. */
    @Test
    public void anObjectThatIsCalledByANumberIsNotMade() throws Exception {
        clouds.source.faults().on("GET", "/v3/domains/*").status(200).body("""
                {"domain": {"id": "default", "name": 17, "enabled": true}}""");

        assertThat(clouds.move(Verb.TENANTS).outcomes().toString())
                .contains("old: GET /domains/default -> 200, but with a domain whose id or name is no text");
        assertThat(clouds.target.inside().list("identity", "/v3/domains", "domains"))
                .extracting(domain -> domain.path("name").asText())
                .doesNotContain("17");
    }

    @Test
    public void anAnswerWithoutAnyQuotaNamesTheCallAndWhatItHas() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.target
                .faults()
                .on("GET", "/v3/*/os-quota-sets/*")
                .status(200)
                .body("{\"quota_set\": {\"id\": \"x\", \"volumes\": null}}");

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).isEqualTo(End.CONFLICT);
        assertThat(quota.message())
                .contains("new: GET /os-quota-sets/", "without a number in \"quota_set\", where volumes is null");
    }

    /** One field of a service costs no other, and no proxy is to blame. */
    @Test
    public void aQuotaThatIsNoNumberOnTheTargetIsNamedAndNothingIsSet() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.target
                .faults()
                .on("GET", "/v2.1/os-quota-sets/*")
                .answersInstead(answer -> answer.replacing("\"cores\":[0-9]+", "\"cores\":null"));

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).isEqualTo(End.CONFLICT);
        assertThat(quota.message())
                .contains("new shows no number for a quota that the source has: compute cores null. Nothing was set.")
                .doesNotContain("proxy");
    }

    @Test
    public void whatIsNoNumberOnTheSourceStaysBehindAndTheOthersCome() throws Exception {
        clouds.source
                .faults()
                .on("GET", "/v2.1/os-quota-sets/*")
                .answersInstead(answer -> answer.replacing("\"ram\":[0-9]+", "\"ram\":null,\"tier\":\"gold\""));

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).as(quota.message()).isEqualTo(End.CREATED);
        assertThat(quota.message())
                .contains(
                        "cores 20 -> 42",
                        "left behind: compute ram null (old shows no number, and only numbers are quotas), compute tier"
                                + " \"gold\" (old")
                .doesNotContain("proxy");
    }

    @Test
    public void whoseTheQuotasAreIsNoQuotaAlsoWhereItIsANumber() throws Exception {
        clouds.source
                .faults()
                .on("GET", "/v3/*/os-quota-sets/*")
                .answersInstead(answer -> answer.replacing("\"id\":\"[^\"]*\"", "\"id\":7"));

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).as(quota.message()).isEqualTo(End.CREATED);
        assertThat(quota.message()).contains("cores 20 -> 42").doesNotContain("left behind", "id ");
    }

    @Test
    public void aQuotaThatIsNoNumberAfterThePlanCostsThoseOfItsServiceOnly() throws Exception {
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                clouds.target
                        .faults()
                        .on("GET", "/v2.1/os-quota-sets/*")
                        .answersInstead(answer -> answer.replacing("\"cores\":[0-9]+", "\"cores\":\"many\""));
            }
        });

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).as(quota.message()).isEqualTo(End.FAILED);
        assertThat(quota.message())
                .contains("new shows \"many\" as compute quota cores of project", "and only numbers");
    }

    @Test
    public void aQuotaThatCannotBeReadBackIsNoSuccess() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.target.faults().on("GET", "/v3/*/os-quota-sets/*").after(4).status(404);

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).as(quota.message()).isEqualTo(End.FAILED);
        assertThat(quota.message()).contains("quotas of volume", "cannot be read: new: GET /os-quota-sets/");
    }

    @Test
    public void anImageRecordWhoseAnswerIsLostIsRemovedAgain() throws Exception {
        clouds.target.faults().on("POST", "/v2/images").truncateAfter(20);

        assertThat(clouds.move(Verb.IMAGES).failed()).isTrue();

        assertThat(clouds.ofDemo("image", "/v2/images", "images")).isEmpty();
    }

    @Test
    public void extensionsWithoutNamesAreNoCloudWithoutExtensions() throws Exception {
        clouds.target
                .faults()
                .on("GET", "/v2.0/extensions")
                .status(200)
                .body("{\"extensions\": [{\"alias\": null}]}")
                .times(1);
        clouds.move(Verb.SECGROUPS);

        assertThat(clouds.move(Verb.SECGROUPS).failed()).isFalse();

        assertThat(clouds.ofDemo("network", "/v2.0/security-groups", "security_groups"))
                .noneMatch(group -> group.path("description").asText().contains("pumphouse"));
    }

    @Test
    public void aRuleWithoutAnIdIsNamedAndRemovesNothing() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.target.faults().on("POST", "/v2.0/security-groups").answersInstead(OddAnswerTest::withoutIdsOfRules);

        assertThat(clouds.move(Verb.SECGROUPS).outcomes())
                .extracting(Outcome::message)
                .anyMatch(message -> message.contains("new: the network service shows the security group")
                        && message.contains("with a part that has no id"));
    }

    @Test
    public void anAssignmentThatNamesNobodyIsNotTakenForAnother() {
        clouds.source
                .faults()
                .on("GET", "/v3/role_assignments")
                .status(200)
                .body("{\"role_assignments\": [{\"role\": {\"id\": \"r\"}, \"user\": {\"id\": null},"
                        + " \"scope\": {\"project\": {\"id\": \"p\"}}}]}");

        assertThatThrownBy(() -> clouds.move(Verb.USER_ROLES))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("old: GET /role_assignments")
                .hasMessageContaining("holds an assignment without a role, or without who has it or where");
    }

    private static Answer withoutIdsOfRules(Answer answer) {
        return answer.edited(json -> json.findValues("security_group_rules")
                .forEach(rules -> rules.forEach(rule -> ((ObjectNode) rule).putNull("id"))));
    }
}
