package io.jenkins.plugins.pumphouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.settings.entry.HostEntry;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Lists of names, which a form sends as a line and Configuration as Code as items. */
public class NameListsTest {
    @Test
    public void aNameWithABlankIsOneNameInTheFormAndInCode() {
        HostEntry host = host(List.of("Te 0/1"), List.of("Rack 3", "SSD, left"));
        HostEntry form = new HostEntry();
        form.setPorts(List.of(",", host.getPortsText()));
        form.setAggregates(List.of(",", host.getAggregatesText()));

        assertThat(host.getPorts()).containsExactly("Te 0/1");
        assertThat(host.getAggregates()).containsExactly("Rack 3", "SSD, left");
        assertThat(form.getPorts()).isEqualTo(host.getPorts());
        assertThat(form.getAggregates()).isEqualTo(host.getAggregates());
    }

    /** In code as in pumphouse.yaml: an item of a list is one name, also where it is the only one. */
    @Test
    public void anItemOfCodeIsOneNameWithItsComma() {
        HostEntry host = host(List.of("row 3, port 17"), List.of("SSD, left"));

        assertThat(host.getPorts()).containsExactly("row 3, port 17");
        assertThat(host.getAggregates()).containsExactly("SSD, left");
    }

    /** As a form sends back the line that it was given to show. */
    @Test
    public void anyNameComesBackFromItsFormAlsoWithDoubleQuotes() {
        List<String> names =
                List.of("19\" rack, left", "\"quoted\"", "\"", "said \"x\", \"y\"", "tor 3 \"b\"", "two\nlines");
        HostEntry form = new HostEntry();
        form.setAggregates(List.of(",", host(List.of("p"), names).getAggregatesText()));

        assertThat(form.getAggregates()).isEqualTo(names);
    }

    @Test
    public void aLineOfNamesIsCutAtItsCommas() {
        HostEntry form = new HostEntry();
        form.setPorts(List.of(",", " Te 0/1,ge-0/0/17 ,, "));
        form.setMacs(List.of("00:25:90:e7:46:d0 00:25:90:e7:46:d1"));

        assertThat(form.getPorts()).containsExactly("Te 0/1", "ge-0/0/17");
        assertThat(form.getMacs()).hasSize(2);
    }

    private static HostEntry host(List<String> ports, List<String> aggregates) {
        return AsCode.make(HostEntry.class, Map.of("name", "cmp-12", "ports", ports, "aggregates", aggregates));
    }
}
