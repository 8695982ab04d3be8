package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.EntriesForm;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.FormOf;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarsForm;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import io.jenkins.plugins.pumphouse.config.yaml.UnusedForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The value of {@code interfaces}: for each by its name, Fuel's networks on it ({@code eth0: [fuelweb_admin]}), or a
 * map in which its MAC address can stand beside them, as in the original's inventory.
 */
public final class InterfacesForm {
    private static final String EXAMPLE = "{eth0: [fuelweb_admin, management], eth1: [public, private]}";

    private static final ConfigKey<Optional<String>> HWADDR =
            ConfigKey.of("hwaddr", HostScalars.HARDWARE_ADDRESS).commonMisnames("mac", "macaddr", "mac_address");
    private static final ConfigKey<List<String>> NETWORKS =
            ConfigKey.of("networks", new ScalarsForm<>(Scalars.TEXT)).commonMisnames("network", "fuel_networks");

    public static final Section INTERFACE = Section.of(
            HWADDR,
            NETWORKS,
            ConfigKey.of("ip", new UnusedForm()),
            ConfigKey.of("vlan", new UnusedForm()),
            ConfigKey.of("tags", new UnusedForm()));

    static final Form<Map<String, Interface>> FORM = new EntriesForm<>(
                    Scalars.TEXT,
                    "interface",
                    new FormOf<>(Schema.anyOf(NETWORKS.form().schema(), INTERFACE.schema()), InterfacesForm::one),
                    EXAMPLE,
                    true)
            .values();

    /**
     * @param mac null if not given, or not one of Ethernet
     * @param networks of Fuel on it; may be empty
     */
    public record Interface(String mac, List<String> networks) {}

    private InterfacesForm() {}

    private static Optional<Interface> one(Node node, String subject, Mistakes mistakes) {
        if (node instanceof SequenceNode || node instanceof ScalarNode) {
            return NETWORKS.form().read(node, subject, mistakes).map(networks -> new Interface(null, networks));
        }
        return new SectionForm(INTERFACE, "{hwaddr: 00:25:90:e7:46:d0, networks: [fuelweb_admin]}")
                .read(node, subject, mistakes)
                .map(values -> new Interface(
                        values.orElse(HWADDR, Optional.empty()).orElse(null), values.orElse(NETWORKS, List.of())));
    }
}
