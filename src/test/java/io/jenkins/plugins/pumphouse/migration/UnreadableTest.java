package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** One read that a service refuses costs the object or the service that it is about, and is told. */
public class UnreadableTest {
    private static final String NOT_FOUND =
            "{\"message\": \"The resource could not be found.\", \"code\": \"404 Not Found\"}";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServiceWithoutQuotasDoesNotStopTheOthers() throws Exception {
        for (String path : List.of("/v2.0/quotas", "/v2.0/quotas/**")) {
            clouds.source.faults().on("GET", path).status(404).body(NOT_FOUND);
        }

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).isEqualTo(End.CREATED);
        assertThat(quota.message()).contains("cores 20 -> 42", "left behind: quotas of network (cannot be read: ");
    }

    @Test
    public void quotasThatCannotBeSetInOneServiceAreSetInTheOthersAndTheFailureIsTold() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.target.faults().on("PUT", "/v2.0/quotas/*").status(403);

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).isEqualTo(End.FAILED);
        assertThat(quota.message()).contains("403", "Set: cores 20 -> 42", "volumes 10 -> 7");
    }

    @Test
    public void anImageThatGoesWhileTheListIsReadStopsNobody() throws Exception {
        String image = clouds.source.inside().id("image", "/v2/images", "images", "debian-demo");
        clouds.source.inside().patch("image", "/v2/images/" + image, share());
        clouds.source.faults().on("GET", "/v2/images/" + image + "/members").status(404);
        clouds.source.faults().on("GET", "/v2/images/" + image).status(404);

        Report moved = clouds.move(Verb.IMAGES);

        assertThat(outcome(moved, "image", "golden").end()).isEqualTo(End.CREATED);
        assertThat(outcome(moved, "image", "debian-demo").message())
                .contains("was deleted on old while the plan was made");
    }

    @Test
    public void anImageWhoseMembersNobodyMayReadIsAConflictAndTheOthersCome() throws Exception {
        String image = clouds.source.inside().id("image", "/v2/images", "images", "debian-demo");
        clouds.source.inside().patch("image", "/v2/images/" + image, share());
        clouds.source.faults().on("GET", "/v2/images/" + image + "/members").status(403);

        Report moved = clouds.move(Verb.IMAGES);

        assertThat(outcome(moved, "image", "golden").end()).isEqualTo(End.CREATED);
        assertThat(outcome(moved, "image", "debian-demo").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(moved, "image", "debian-demo").message()).contains("/members", "403", "usually admin");
    }

    /** Before Compute API 2.61 the list of flavors does not show them. */
    @Test
    public void aFlavorWhoseExtraSpecsNobodyMayReadIsAConflictAndTheOthersCome() throws Exception {
        clouds.source.behaviour().newestCompute(60);
        own();
        clouds.source.faults().on("GET", "/v2.1/flavors/own/os-extra_specs").status(403);

        assertOnlyItsOwnFlavorIsAConflict("os-extra_specs");
    }

    @Test
    public void aFlavorOfWhichNobodyMayReadWhoUsesItIsAConflictAndTheOthersCome() throws Exception {
        own();
        clouds.source.faults().on("GET", "/v2.1/flavors/own/os-flavor-access").status(403);

        assertOnlyItsOwnFlavorIsAConflict("os-flavor-access");
    }

    private void own() throws Exception {
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/flavors",
                        json("{'flavor': {'id': 'own', 'name': 'demo.own', 'ram': 512,"
                                + " 'vcpus': 1, 'disk': 1, 'os-flavor-access:is_public': false}}"));
    }

    private void assertOnlyItsOwnFlavorIsAConflict(String call) throws Exception {
        Report moved = clouds.move(Verb.FLAVORS, Selection.ALL);

        assertThat(outcome(moved, "flavor", "demo.small").end()).isEqualTo(End.CREATED);
        assertThat(outcome(moved, "flavor", "demo.own").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(moved, "flavor", "demo.own").message()).contains(call, "403", "usually admin");
    }

    @Test
    public void aNeutronWithoutRoutersStillMovesItsNetworks() throws Exception {
        clouds.source.faults().on("GET", "/v2.0/routers").status(404).body(NOT_FOUND);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.conflicts().toString()).isFalse();
        assertThat(ended(moved, End.CREATED)).contains("network demo-net", "subnet demo-net-subnet");
        assertThat(outcome(moved, "router", "(all)").message()).contains("none found", "/routers");
    }

    @Test
    public void routersThatNobodyMayListAreAConflictAndTheNetworksCome() throws Exception {
        clouds.source.faults().on("GET", "/v2.0/routers").status(403);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(ended(moved, End.CREATED)).contains("network demo-net");
        assertThat(outcome(moved, "router", "(all)").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(moved, "router", "(all)").message()).contains("403", "usually admin");
    }

    @Test
    public void aNovaWithoutServerGroupsHasServersInNone() throws Exception {
        clouds.source.faults().on("GET", "/v2.1/os-server-groups").status(404);

        assertThat(outcome(clouds.plan(Verb.INSTANCES, TwoClouds.server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void aUserWhomNobodyMayReadCostsTheServerAloneThatNeedsHim() throws Exception {
        String bob = clouds.source.inside().id("identity", "/v3/users", "users", "bob");
        clouds.source.faults().on("GET", "/v3/users/" + bob).status(403);

        Report plan = clouds.plan(Verb.INSTANCES, TwoClouds.DEMO);

        assertThat(outcome(plan, "server", "db-1").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "server", "web-2").end()).isEqualTo(End.CREATED);
        assertThat(plan.conflicts().toString()).contains("/users/" + bob, "403");
    }

    @Test
    public void whatCannotBeReadBackFailsAloneAndSaysThatItWasWritten() throws Exception {
        clouds.target.faults().on("GET", "/v2.0/subnets").after(1).status(503);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(outcome(moved, "network", "demo-net").end()).isEqualTo(End.CREATED);
        assertThat(outcome(moved, "subnet", "demo-net-subnet").message())
                .contains("was written, but could not be read back", "503");
    }

    private static JsonNode share() throws Exception {
        return value("[{'op': 'replace', 'path': '/visibility', 'value': 'shared'}]");
    }
}
