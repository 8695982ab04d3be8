package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.host.HostInventory;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.login.LiteralSecrets;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Mistake;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@code pumphouse.yaml} without mistakes: the clouds to choose from, the operator's mapping, and the hosts. */
public final class Configuration {
    /** The longest text that is read, in characters; a configuration of a thousand clouds has a quarter of it. */
    public static final int MAX_LENGTH = 1 << 20;

    private final String file;
    private final List<CloudSettings> sources;
    private final List<CloudSettings> targets;
    private final Map<String, Map<String, String>> mapping;
    private final Map<String, String> cutover;
    private final String providerNetworks;
    private final Map<String, Limit> limits;
    private final HostInventory inventory;
    private final List<String> inventories;
    private final List<String> withLiteralSecrets;
    private final List<Mistake> warnings;

    Configuration(
            String file,
            List<CloudSettings> sources,
            List<CloudSettings> targets,
            Map<String, Map<String, String>> mapping,
            Map<String, String> cutover,
            String providerNetworks,
            Map<String, Limit> limits,
            HostInventory inventory,
            List<String> inventories,
            List<String> withLiteralSecrets,
            List<Mistake> warnings) {
        this.file = file;
        this.sources = List.copyOf(sources);
        this.targets = List.copyOf(targets);
        this.mapping = Collections.unmodifiableMap(mapping);
        this.cutover = Map.copyOf(cutover);
        this.providerNetworks = providerNetworks;
        this.limits = Map.copyOf(limits);
        this.inventory = inventory;
        this.inventories = List.copyOf(inventories);
        this.withLiteralSecrets = withLiteralSecrets.stream().distinct().toList();
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads a configuration.
     *
     * @param fileName what messages call the text
     * @param text YAML, at most {@link #MAX_LENGTH} characters
     * @throws ConfigurationException if anything is wrong with it; says everything that is
     */
    public static Configuration parse(String fileName, String text) {
        return new ConfigurationReader(fileName).read(text);
    }

    /** What may stand in such a file, for editors; the readers say more of what is wrong. */
    public static Schema schema() {
        return ConfigurationReader.TOP.schema().titled("pumphouse.yaml of the Jenkins plugin Pumphouse");
    }

    /** The keys under {@code mapping}, one for each kind. */
    public static String[] mappedKinds() {
        return Stream.of(MappedKind.values())
                .map(kind -> kind.keys().get(0).name())
                .toArray(String[]::new);
    }

    /** What messages call it: the name given to {@link #parse}. */
    public String file() {
        return file;
    }

    /** In the file's order. */
    public List<CloudSettings> sources() {
        return sources;
    }

    /** In the file's order. */
    public List<CloudSettings> targets() {
        return targets;
    }

    /**
     * The source cloud of that name.
     *
     * @param name null or blank for the only one
     * @throws ConfigurationException if there is none, or several and no name; lists those there are
     */
    public CloudSettings source(String name) {
        return new CloudList(file, "source", sources).choose(name, targets);
    }

    /** The target cloud of that name; see {@link #source}. */
    public CloudSettings target(String name) {
        return new CloudList(file, "target", targets).choose(name, sources);
    }

    /**
     * The operator's word on which object of the target stands for one of the source: for each kind ({@code "flavor"},
     * {@code "security group"}) the name or id on the source and the name or id on the target. Empty without
     * {@code mapping}.
     */
    public Map<String, Map<String, String>> mapping() {
        return mapping;
    }

    /**
     * When the target takes over the gateway and DHCP of networks that both clouds share: name or id of a network of
     * the source, or {@code "*"} for all others, to {@code "hold"}, {@code "address"} or {@code "now"}. Empty without
     * {@code cutover}.
     */
    public Map<String, String> cutover() {
        return cutover;
    }

    /** {@code "keep"}, {@code "choose"} or {@code "fail"}; null where the text does not say. */
    public String providerNetworks() {
        return providerNetworks;
    }

    /** The most that steps may be told, by the name of their argument. Empty without {@code limits}. */
    public Map<String, Limit> limits() {
        return limits;
    }

    /** What works and still should be told once: secrets in the file, connections that trust anyone. */
    public List<Mistake> warnings() {
        return warnings;
    }

    /** Whether the text holds a password or token, so that it must not be kept where others can read it. */
    public boolean hasLiteralSecrets() {
        return !withLiteralSecrets.isEmpty();
    }

    /**
     * The clouds, switches and hosts whose password or token stands in the text: their names, many of them shortened to
     * their number.
     */
    public String holdersOfLiteralSecrets() {
        return LiteralSecrets.names(withLiteralSecrets.stream());
    }

    /**
     * The inventories that it names, as paths relative to it; empty if it names none. A caller of {@link #hosts} brings
     * their text.
     */
    public List<String> inventories() {
        return inventories;
    }

    /** The hosts of a configuration that names no inventories. See {@link #hosts(Map)}. */
    public HostSettingsIndex hosts() {
        return hosts(Map.of());
    }

    /**
     * The hosts and switches that it describes, and those of the inventories that it names.
     *
     * @param texts the text of each of {@link #inventories()} by its path, each at most {@link #MAX_LENGTH} characters
     * @throws ConfigurationException if anything is wrong with an inventory, or between them; says everything that is
     * @throws IllegalArgumentException if a text is missing
     */
    public HostSettingsIndex hosts(Map<String, String> texts) {
        Map<String, String> inOrder = new LinkedHashMap<>();
        for (String path : inventories) {
            if (!texts.containsKey(path)) {
                throw new IllegalArgumentException("the text of the inventory " + path + " is missing");
            }
            inOrder.put(path, texts.get(path));
        }
        return HostSettingsIndex.of(file, inventory, inOrder);
    }

    /** What it offers, in a few words: {@code source clouds: a; target clouds: b, c}. */
    public String summary() {
        return Stream.of(new CloudList(file, "source", sources), new CloudList(file, "target", targets))
                .map(CloudList::summary)
                .filter(side -> !side.isEmpty())
                .collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return "Configuration[" + file + ": " + summary() + "]";
    }
}
