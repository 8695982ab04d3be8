package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.login.LiteralSecrets;
import io.jenkins.plugins.pumphouse.config.yaml.AnchorKeys;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Document;
import io.jenkins.plugins.pumphouse.config.yaml.EntriesForm;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** The keys that describe hosts and switches, in {@code pumphouse.yaml} or in an inventory file of their own. */
public final class InventoryReader {
    private static final ConfigKey<Map<String, EntriesForm.Entry<Values>>> SWITCHES = ConfigKey.of(
            "switches",
            new EntriesForm<>(
                    HostScalars.HOST_NAME,
                    "switch",
                    new SectionForm(SwitchReader.SWITCH, "{address: 10.1.0.2, credentials: tor-3-community}"),
                    "tor-3: {address: 10.1.0.2, credentials: tor-3-community}",
                    false));
    private static final ConfigKey<Values> DEFAULTS = ConfigKey.of(
                    "host_defaults",
                    new SectionForm(HostKeys.DEFAULTS, "{roles: [compute], bmc: {credentials: bmc-rack3}}"))
            .commonMisnames("defaults", "hosts_defaults");
    private static final ConfigKey<Map<String, EntriesForm.Entry<Values>>> HOSTS = ConfigKey.of(
                    "hosts",
                    new EntriesForm<>(
                            HostScalars.HOST_NAME,
                            "host",
                            new SectionForm(HostKeys.HOST, "{bmc: {address: 10.1.0.12, credentials: bmc-rack3}}"),
                            "cmp-12: {bmc: {address: 10.1.0.12, credentials: bmc-rack3}}",
                            false))
            .commonMisnames("host", "hypervisors", "nodes", "machines");

    public static final Section KEYS = Section.of(SWITCHES, DEFAULTS, HOSTS);

    /** What may stand in an inventory file, for editors; it may hold anchors beside the keys that are read. */
    public static Schema schema() {
        return KEYS.schema()
                .titled("An inventory that pumphouse.yaml of the Jenkins plugin Pumphouse names")
                .with("additionalProperties", true);
    }

    private final String file;
    private final Mistakes mistakes;
    private final Mistakes warnings;

    public InventoryReader(String file, Mistakes mistakes, Mistakes warnings) {
        this.file = file;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /**
     * Reads an inventory file.
     *
     * @param outer the host defaults of the file that names it
     * @return null after a mistake that leaves nothing to read
     */
    public HostInventory readFile(String text, Values outer) {
        Node root;
        try {
            root = Document.compose(file, text);
        } catch (ConfigurationException e) {
            mistakes.addAll(e.mistakes());
            return null;
        }
        if (root == null || Form.isNothing(root)) {
            mistakes.add((Position) null, "is empty; it must describe hosts under \"hosts\"");
            return null;
        }
        if (!(root instanceof MappingNode map) || !Form.isPlain(root)) {
            mistakes.add(root, "must be a map with the key \"hosts\", not " + Form.kind(root));
            return null;
        }
        HostInventory inventory =
                read(KEYS.read(AnchorKeys.without(map, KEYS.keys()), "the inventory", mistakes), outer);
        LiteralSecrets.warnOf(inventory.secrets(), warnings);
        return inventory;
    }

    /**
     * Picks hosts and switches out of the values of a file.
     *
     * @param outer the host defaults of the file that names this one
     */
    public HostInventory read(Values top, Values outer) {
        HostReader hostReader = new HostReader(file, mistakes, warnings);
        SwitchReader switchReader = new SwitchReader(file, mistakes);
        Values own = top.orElse(DEFAULTS, Values.NONE);
        hostReader.checkDefaults(own);
        Values defaults = HostReader.merged(own, outer);
        List<HostSettings> hosts = new ArrayList<>();
        top.orElse(HOSTS, Map.of()).forEach((name, entry) -> hosts.add(hostReader.read(name, entry, defaults)));
        List<SwitchSettings> switches = new ArrayList<>();
        top.orElse(SWITCHES, Map.of())
                .forEach((name, entry) -> switchReader.read(name, entry).ifPresent(switches::add));
        return new HostInventory(hosts, switches, defaults);
    }
}
