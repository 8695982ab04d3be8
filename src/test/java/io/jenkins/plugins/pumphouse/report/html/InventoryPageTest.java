package io.jenkins.plugins.pumphouse.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.Cost;
import io.jenkins.plugins.pumphouse.migration.SourceInventory;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The page of an inventory that is taken along. */
public class InventoryPageTest {

    @Test
    public void theCountsByTypeHaveNoZerosAndNameThemselvesOnANarrowScreen() {
        Row network = new Row("network", "web-net", "1", "", "2 servers", Fate.MOVES, "pumpNetworks", "");
        String page = InventoryPage.of(
                new SourceInventory("old", "new", List.of(network, network), new Cost(1, 1, 1, 0)), Map.of());

        assertThat(page)
                .contains("<div class=\"scroll rows\" role=\"region\" tabindex=\"0\" aria-label=\"By type\">")
                .contains("<td>network</td><td class=\"seconds\" align=\"right\" data-label=\"cannot be read\"></td>")
                .contains("<td class=\"seconds\" align=\"right\" data-label=\"moves\">2</td>")
                .doesNotContain(">0</td>");
    }
}
