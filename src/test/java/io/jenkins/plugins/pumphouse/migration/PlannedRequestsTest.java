package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.balancer.Octavia;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.PlannedRequest;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.Rule;
import org.junit.Test;

/** What a plan says that a step will send is what the step sends. */
public class PlannedRequestsTest {
    private static final List<Verb> WITHOUT_SERVERS =
            TwoClouds.EVERYTHING.stream().filter(verb -> verb != Verb.INSTANCES).toList();

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private SentRequests sent(Verb verb) throws InterruptedException {
        SentRequests sent = SentRequests.of(clouds, verb, TwoClouds.DEMO);
        assertThat(sent.differences()).as(verb + ": " + sent).isEmpty();
        return sent;
    }

    @Test
    public void eachStepOfAWholeProjectSendsWhatItsPlanSays() throws Exception {
        for (Verb verb : WITHOUT_SERVERS) {
            assertThat(sent(verb).inexact())
                    .as(verb + " is exact, but for what one request makes together")
                    .allMatch(request -> request.contains("/security-groups")
                            || request.endsWith("POST /v2.0/networks")
                            || request.endsWith("POST /v2.0/subnets"));
        }
    }

    @Test
    public void aServersMoveIsExactButForTheAccessThatServersShare() throws Exception {
        for (Verb verb : WITHOUT_SERVERS) {
            clouds.move(verb);
        }

        assertThat(sent(Verb.INSTANCES).inexact())
                .isNotEmpty()
                .allMatch(request -> request.contains("/tags/{tag}")
                        || request.contains("/roles/{role_id}")
                        || request.contains("/os-keypairs")
                        || request.endsWith("PUT /v2.0/ports/{id}"));
    }

    @Test
    public void whateverTheDiceHavePutIntoAProject() throws Exception {
        RandomProject.fill(clouds.source, 1);
        for (Verb verb : WITHOUT_SERVERS) {
            SentRequests sent = SentRequests.of(clouds, verb, TwoClouds.DEMO);
            assertThat(sent.differences()).as(verb + ": " + sent).isEmpty();
        }
    }

    @Test
    public void anUpdateSendsWhatDiffersAndASecondRunNothing() throws Exception {
        for (Verb verb : WITHOUT_SERVERS) {
            clouds.move(verb);
        }
        Inside source = clouds.source.inside();
        String project = clouds.source.project("demo").id();
        source.patch(
                "identity",
                "/v3/projects/" + project,
                WireJson.object("project", WireJson.object("description", "new words")));
        change("networks", "network", "demo-net", "description", "new words");
        change("routers", "router", "demo-router", "name", "demo-router-2");
        clouds.source.project("demo").quota("compute", "cores", 41);
        clouds.source.project("demo").rules("web", rules -> rules.ingress("tcp", 8080, 8080, "10.0.0.0/8"));

        for (Verb verb : List.of(Verb.TENANTS, Verb.QUOTAS, Verb.SECGROUPS, Verb.NETWORKS)) {
            assertThat(sent(verb).toString()).as(verb.toString()).doesNotContain("sent {}");
        }
        for (Verb verb : WITHOUT_SERVERS) {
            assertThat(sent(verb).toString()).as(verb.toString()).contains("planned {}", "sent {}");
        }
    }

    private void change(String list, String single, String name, String field, String value) {
        Inside source = clouds.source.inside();
        String id =
                source.named("network", "/v2.0/" + list, list, name).path("id").asText();
        source.put("network", "/v2.0/" + list + "/" + id, WireJson.object(single, WireJson.object(field, value)));
    }

    @Test
    public void aRollbackOfObjectsSendsWhatItsPlanSays() throws Exception {
        for (Verb verb : WITHOUT_SERVERS) {
            clouds.move(verb);
        }

        sent(Verb.ROLLBACK_RESOURCES);
    }

    @Test
    public void aLoadBalancerCostsARequestForEachOfItsParts() throws Exception {
        new BalancerFixture(clouds.source);
        clouds.target.with(Octavia::new);
        clouds.move(Verb.NETWORKS);

        assertThat(sent(Verb.LOAD_BALANCERS).inexact()).isEmpty();
    }

    @Test
    public void aWireIsSwitchedOffOnTheSourceAndOnAtTheTarget() throws Exception {
        clouds.source.project("demo").vlanNetwork("wire", "10.9.0.0/24", 101).router("wire-router", null, "wire");
        clouds.cutovers(Cutovers.all(Cutover.ADDRESS));
        sent(Verb.NETWORKS);

        assertThat(sent(Verb.CUTOVER).toString())
                .contains("source PUT /v2.0/subnets/{id}=1 request", "target PUT /v2.0/subnets/{id}=1 request");
    }

    @Test
    public void whatIsNotWrittenSendsNothingAndEachWriteIsInThePlanOfItsObject() throws Exception {
        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        for (Outcome outcome : plan.outcomes()) {
            assertThat(outcome.facts().containsKey(PlannedRequest.FACT))
                    .as(outcome.toString())
                    .isEqualTo(outcome.end() == Outcome.End.CREATED);
        }
        assertThat(TwoClouds.outcome(plan, "network", "demo-net").facts().get(PlannedRequest.FACT))
                .hasToString("{target POST /v2.0/networks=at most 1, target PUT /v2.0/networks/{id}=1,"
                        + " target PUT /v2.0/networks/{id}/tags=1}");
        assertThat(clouds.lines).anyMatch(line -> line.matches("plan    would send at most [0-9]+ requests to new"));
    }

    @Test
    public void anOddObjectOfWhichTheyCannotBeToldCostsNoPlan() {
        Resource image = new Resource(Kind.IMAGE, "7", "odd", WireJson.object());
        Change odd =
                new Change(image, Decision.CREATE, "", List.of(), Optional.empty(), List.of(), true, "", List.of());

        RequestPlan plan = new RequestPlan(null, odd, null, null, null);
        RequestPlan.OfType fails = any -> {
            throw new IllegalStateException("nobody has thought of this");
        };
        RequestPlan.OfType stopped = any -> {
            throw new CancellationException("aborted");
        };

        assertThat(fails.of(plan)).containsExactly(PlannedRequest.UNKNOWN);
        assertThatThrownBy(() -> stopped.of(plan)).isInstanceOf(CancellationException.class);
    }
}
