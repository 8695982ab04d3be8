package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.NovaNetworkFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What comes after the first tenant of a cloud with nova-network: the next one, the clean-up, the way back. */
public class NovaNetworkAfterTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.fromNovaNetwork(NovaNetworkFixture::flat);

    @Before
    public void thePoolIsAnExternalNetworkOfTheTarget() {
        clouds.mapping("network", NovaNetworkFixture.POOL, "public");
    }

    @Test
    public void theNextTenantFindsTheSharedNetworkByItsMark() throws Exception {
        clouds.move(Verb.INSTANCES);

        Report report = clouds.move(Verb.INSTANCES, Selection.ofTenant("shop"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "network", "novanet").end()).isEqualTo(End.REUSED);
        assertThat(names(clouds.target.inside().list("network", "/v2.0/networks", "networks")))
                .containsOnlyOnce("novanet");
        assertThat(outcome(report, "server", "web-1").end()).isEqualTo(End.CREATED);
    }

    @Test
    public void whatWasMovedIsDeletedOnTheSourceAfterItsProof() throws Exception {
        clouds.move(Verb.INSTANCES);

        Report report = clouds.move(Verb.CLEANUP);

        assertThat(ended(report, End.DELETED))
                .as(report.outcomes().toString())
                .containsExactlyInAnyOrder("server web-1", "server db-1");
        assertThat(clouds.move(Verb.CLEANUP).cost().writes()).isZero();
    }

    @Test
    public void theNetworkAndGroupsOfATenantThatWentBackAreRemovedFromTheTarget() throws Exception {
        clouds.move(Verb.SECGROUPS);
        clouds.move(Verb.NETWORKS);

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(names(clouds.target.inside().list("network", "/v2.0/networks", "networks")))
                .doesNotContain("novanet");
        assertThat(clouds.source.journal().writes()).isEmpty();
    }

    @Test
    public void aMappedNetworkWithItsSubnetAndRouterIsTakenAsItIs() throws Exception {
        clouds.target
                .project("admin")
                .commonNetwork("prepared", "10.1.0.0/24", false)
                .router("edge", "public", "prepared");
        clouds.mapping(new Mapping(Map.of(
                "network", Map.of(NovaNetworkFixture.POOL, "public", "novanet", "prepared"),
                "subnet", Map.of("novanet", "prepared-subnet"),
                "router", Map.of("novanet", "edge"))));

        Report report = clouds.move(Verb.INSTANCES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "network", "novanet").end()).isEqualTo(End.REUSED);
        assertThat(outcome(report, "router", "novanet").end()).isEqualTo(End.REUSED);
        assertThat(outcome(report, "server", "web-1").message()).contains("floating address 203.0.113.70 kept");
    }

    @Test
    public void quotasOfAddressesAndGroupsBecomeNeutronsAndThoseOfRulesAreTold() throws Exception {
        clouds.source.project("demo").quota("compute", "floating_ips", 25).quota("compute", "security_group_rules", 50);

        Report report = clouds.move(Verb.QUOTAS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        Inside target = clouds.target.inside();
        JsonNode demo = target.named("identity", "/v3/projects", "projects", "demo");
        assertThat(target.get("network", "/v2.0/quotas/" + demo.path("id").asText())
                        .path("quota")
                        .path("floatingip")
                        .asInt())
                .isEqualTo(25);
        assertThat(outcome(report, "quota", "demo").message()).contains("security_group_rules of each group 50");
        assertThat(clouds.move(Verb.QUOTAS).cost().writes()).isZero();
    }
}
