package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import org.junit.Rule;
import org.junit.Test;

/** An inventory of a cloud of 2014. */
public class IcehouseInventoryTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.fromIcehouse();

    @Test
    public void anIcehouseCloudIsListedAsAModernOneIs() throws Exception {
        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        assertThat(inventory.rows())
                .filteredOn(row -> row.fate() == Fate.UNREAD)
                .isEmpty();
        assertThat(inventory.rows())
                .extracting(Row::kind)
                .contains(
                        "project", "user", "flavor", "quota", "security group", "network", "router", "image", "server");
        assertThat(inventory.rows()).anySatisfy(row -> {
            assertThat(row.name()).isEqualTo("demo-net");
            assertThat(row.step()).isEqualTo("pumpNetworks");
        });
    }

    @Test
    public void keypairsThatAnOldNovaDoesNotShowHaveNoSizeAndNoGapInTheList() throws Exception {
        assertThat(clouds.inventory(TwoClouds.DEMO).rows())
                .filteredOn(row -> row.kind().equals("keypair") && row.name().startsWith("of "))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.detail()).isEmpty());
    }

    @Test
    public void keypairsThatAnOldNovaDoesNotShowCanBePlanned() throws Exception {
        Report plan = clouds.plan(Verb.KEYPAIRS, TwoClouds.DEMO);

        assertThat(plan.failed()).as(plan.outcomes().toString()).isFalse();
    }
}
