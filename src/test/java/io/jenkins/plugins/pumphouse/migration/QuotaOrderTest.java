package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.engine.Applier;
import io.jenkins.plugins.pumphouse.migration.engine.LocalClaims;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Claims;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.plan.Planner;
import io.jenkins.plugins.pumphouse.migration.quota.QuotaType;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.EmbeddedAccess;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Whatever counts against a quota waits for it, where both are in one plan. */
public class QuotaOrderTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void groupsAndNetworksWaitForTheQuotaThatMakesRoomForThem() throws Exception {
        for (int i = 0; i < 15; i++) { // more than a project may have by default
            clouds.source.project("demo").group("group-" + i, "", rules -> {});
        }
        clouds.target.faults().on("PUT", "/v2.0/quotas/*").delay(Duration.ofMillis(300));
        ResourceTypes types = new ResourceTypes();
        try (Cloud from = open(clouds.source);
                Cloud to = open(clouds.target)) {
            CloudInventory source = new CloudInventory(from, types, Options.DEFAULT);
            CloudInventory target = new CloudInventory(to, types, Options.DEFAULT);
            Translation translation = new Translation();

            Plan plan = new Planner(types, source, target, translation, Allowance.UNLIMITED)
                    .plan(List.of(SecurityGroupType.KIND, NetworkType.KIND, QuotaType.KIND), TwoClouds.DEMO);
            List<Outcome> outcomes = new Applier(
                            types,
                            source,
                            target,
                            translation,
                            new ConsoleLog(line -> {}, line -> {}),
                            Claims.Session.of(new LocalClaims(), new Claims.Claimant("", "this run")))
                    .apply(plan)
                    .outcomes();

            List<String> kinds = plan.changes().stream()
                    .map(Change::resource)
                    .map(r -> r.kind().word())
                    .toList();
            assertThat(kinds.indexOf("quota"))
                    .isLessThan(kinds.indexOf("security group"))
                    .isLessThan(kinds.indexOf("network"));
            assertThat(outcomes).noneMatch(outcome -> outcome.end() == Outcome.End.FAILED);
        }
    }

    private static Cloud open(EmbeddedCloud cloud) {
        return Cloud.open(EmbeddedAccess.to(cloud));
    }
}
