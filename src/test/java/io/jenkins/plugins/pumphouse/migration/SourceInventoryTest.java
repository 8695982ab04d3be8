package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import org.junit.Rule;
import org.junit.Test;

/** What there is, what moves, what is lost by that, and what stays behind: read only. */
public class SourceInventoryTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void everyObjectOfATenantHasAFateAndTheStepThatMovesIt() throws Exception {
        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        assertThat(row(inventory, "network", "demo-net").fate()).isEqualTo(Fate.MOVES);
        assertThat(row(inventory, "network", "demo-net").step()).isEqualTo("pumpNetworks");
        Row router = row(inventory, "router", "demo-router");
        assertThat(router.fate()).isEqualTo(Fate.MOVES_WITH_A_LOSS);
        assertThat(router.why()).contains("external address 203.0.113.");
        assertThat(row(inventory, "server", "web-1").step()).isEqualTo("pumpInstances");
        assertThat(row(inventory, "project", "demo").fate()).isEqualTo(Fate.MOVES);
        assertThat(inventory.rows()).extracting(Row::kind).contains("image", "quota", "keypair", "security group");
    }

    @Test
    public void whatNoStepMovesAndWhatIsBlockedStandFirst() throws Exception {
        String demo = clouds.source.project("demo").id();
        String network = clouds.source
                .inside()
                .named("network", "/v2.0/networks", "networks", "demo-net")
                .path("id")
                .asText();
        clouds.source
                .inside()
                .post(
                        "network",
                        "/v2.0/ports",
                        new ObjectMapper()
                                .readTree("{\"port\": {\"network_id\": \"" + network + "\", \"tenant_id\": \"" + demo
                                        + "\"}}"));

        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        assertThat(row(inventory, "left behind", "demo").fate()).isEqualTo(Fate.STAYS);
        assertThat(row(inventory, "left behind", "demo").why()).contains("1 unbound port");
        assertThat(inventory.table().get(0)).matches("\\d+ objects? (blocked|stays? behind)");
    }

    @Test
    public void afterTheMoveItSaysWhatIsOnTheTarget() throws Exception {
        clouds.move(Verb.NETWORKS);

        assertThat(row(clouds.inventory(TwoClouds.DEMO), "network", "demo-net").fate())
                .isEqualTo(Fate.IS_ON_THE_TARGET);
    }

    @Test
    public void nothingIsWritten() throws Exception {
        clouds.source.journal().clear();
        clouds.target.journal().clear();

        clouds.inventory(TwoClouds.ALL);

        assertThat(clouds.source.journal().writes())
                .noneMatch(entry -> !entry.path().endsWith("/tokens"));
        assertThat(clouds.target.journal().writes())
                .noneMatch(entry -> !entry.path().endsWith("/tokens"));
    }

    @Test
    public void aNameBecomesNoFormulaOfASpreadsheet() throws Exception {
        clouds.source.project("demo").group("=HYPERLINK(\"x\")", "", rules -> {});

        assertThat(clouds.inventory(TwoClouds.DEMO).csv())
                .startsWith("\"kind\",\"name\",\"id\",\"detail\",\"fate\",\"step\",\"why\"\r\n")
                .contains("\"security group\",\"'=HYPERLINK(\"\"x\"\")\"");
    }

    private static Row row(SourceInventory inventory, String kind, String name) {
        return inventory.rows().stream()
                .filter(row -> row.kind().equals(kind) && row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + inventory.table()));
    }
}
