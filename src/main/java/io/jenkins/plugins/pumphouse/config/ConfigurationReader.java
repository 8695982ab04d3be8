package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.host.Collisions;
import io.jenkins.plugins.pumphouse.config.host.HostInventory;
import io.jenkins.plugins.pumphouse.config.host.InventoryReader;
import io.jenkins.plugins.pumphouse.config.login.LiteralSecrets;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Document;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.ListForm;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarsForm;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** The top level of the file, and what must hold between its clouds. */
final class ConfigurationReader {
    private static final ConfigKey<List<MappingNode>> SOURCE =
            ConfigKey.of("source", new ListForm("clouds", CloudReader.CLOUD)).commonMisnames("sources", "from");
    private static final ConfigKey<List<MappingNode>> TARGET = ConfigKey.of(
                    "target", new ListForm("clouds", CloudReader.CLOUD))
            .commonMisnames("targets", "destination", "to");
    private static final ConfigKey<Map<String, Map<String, String>>> MAPPING =
            ConfigKey.of("mapping", new MappingForm()).commonMisnames("mappings", "map");

    private static final ConfigKey<Map<String, String>> CUTOVER =
            ConfigKey.of("cutover", new CutoverForm()).commonMisnames("cutovers", "switchover");
    private static final ConfigKey<String> PROVIDER_NETWORKS = ConfigKey.of(
                    "provider_networks",
                    Scalars.oneOf(
                            Map.of("keep", "keep", "choose", "choose", "fail", "fail"),
                            List.of("keep", "choose", "fail")))
            .commonMisnames("providerNetworks", "provider_network", "segments");

    private static final ConfigKey<List<String>> INVENTORY =
            ConfigKey.of("inventory", new ScalarsForm<>(Scalars.PATH)).commonMisnames("inventories", "hosts_file");

    static final Section TOP = Section.of(SOURCE, TARGET, MAPPING, CUTOVER, PROVIDER_NETWORKS, LimitsReader.KEY)
            .with(InventoryReader.KEYS)
            .with(Section.of(INVENTORY))
            .without(
                    ConfigKey.of(InheritedText.KEY, Scalars.TEXT),
                    "only a configuration of Jenkins' settings or of a folder may inherit from another; a file names its"
                            + " clouds itself");

    private final String file;
    private final Mistakes mistakes;
    private final Mistakes warnings;

    ConfigurationReader(String file) {
        this.file = file;
        this.mistakes = new Mistakes(file);
        this.warnings = new Mistakes(file);
    }

    /** @throws ConfigurationException with every mistake of the text */
    Configuration read(String text) {
        Node root = Document.compose(file, text);
        if (root == null || Form.isNothing(root)) {
            mistakes.add((Position) null, "is empty; it must name the clouds under \"source\" and \"target\"");
        } else if (!(root instanceof MappingNode) || !Form.isPlain(root)) {
            mistakes.add(root, "must be a map with the keys \"source\" and \"target\", not " + Form.kind(root));
        }
        mistakes.throwIfAny();

        Values top = TOP.read((MappingNode) root, "the configuration", mistakes);
        if (!top.has(SOURCE) && !top.has(TARGET)) {
            mistakes.add((Position) null, "names no cloud; list them under \"source\" and \"target\"");
        }
        List<CloudSettings> sources = clouds(top.orElse(SOURCE, List.of()), CloudReader.ofSource(mistakes, warnings));
        List<CloudSettings> targets = clouds(top.orElse(TARGET, List.of()), CloudReader.ofTarget(mistakes, warnings));
        checkNames(sources, "source");
        checkNames(targets, "target");
        checkNamesOfBoth(sources, targets);
        HostInventory inventory = new InventoryReader(file, mistakes, warnings).read(top, Values.NONE);
        List<String> inventories = top.orElse(INVENTORY, List.of());
        if (inventories.isEmpty()) {
            mistakes.addAll(Collisions.between(inventory.hosts(), inventory.switches()));
        }
        mistakes.throwIfAny();
        List<LiteralSecrets.Holder> secrets = Stream.concat(
                        Stream.of(sources, targets)
                                .flatMap(List::stream)
                                .filter(CloudSettings::hasLiteralSecret)
                                .map(cloud -> new LiteralSecrets.Holder(cloud.name(), cloud.position())),
                        inventory.secrets().stream())
                .toList();
        LiteralSecrets.warnOf(secrets, warnings);
        return new Configuration(
                file,
                sources,
                targets,
                top.orElse(MAPPING, Map.of()),
                top.orElse(CUTOVER, Map.of()),
                top.orElse(PROVIDER_NETWORKS, null),
                LimitsReader.of(top),
                inventory,
                inventories,
                secrets.stream().map(LiteralSecrets.Holder::name).toList(),
                warnings.inOrder());
    }

    private static List<CloudSettings> clouds(List<MappingNode> nodes, CloudReader reader) {
        List<CloudSettings> clouds = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            reader.read(nodes.get(i), i + 1).ifPresent(clouds::add);
        }
        return List.copyOf(clouds);
    }

    private void checkNames(List<CloudSettings> clouds, String role) {
        Map<String, CloudSettings> byName = new HashMap<>();
        for (CloudSettings cloud : clouds) {
            CloudSettings before = byName.putIfAbsent(cloud.name(), cloud);
            if (before != null) {
                mistakes.add(
                        cloud.position(),
                        "a second " + role + " cloud is called \"" + cloud.name() + "\", the first is in "
                                + before.position() + "; give it another name");
            }
        }
    }

    /**
     * A cloud may be the target of one migration and the source of the next, so it may stand in both lists. Two
     * different clouds of one name may not: the marks on migrated objects carry the source's name and would no longer
     * say where an object is from.
     */
    private void checkNamesOfBoth(List<CloudSettings> sources, List<CloudSettings> targets) {
        for (CloudSettings target : targets) {
            sources.stream()
                    .filter(source -> source.name().equals(target.name()) && !source.isSamePlaceAs(target))
                    .findFirst()
                    .ifPresent(source -> mistakes.add(
                            target.position(),
                            "target cloud \"" + target.name() + "\" has the name of the source cloud in "
                                    + source.position()
                                    + ", but another \"auth_url\" or \"region\"; give one of them another name"));
        }
    }
}
