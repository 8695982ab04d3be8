package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Mistake;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.console.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The machines that can be moved and the switches that they are on: what the configuration says, and the inventories
 * that it names.
 */
public final class HostSettingsIndex {
    /** Names that a message lists. */
    private static final int SHOWN = 12;

    private final String file;
    private final Map<String, HostSettings> hosts;
    private final Map<String, SwitchSettings> switches;
    private final List<Mistake> warnings;

    private HostSettingsIndex(
            String file, List<HostSettings> hosts, List<SwitchSettings> switches, List<Mistake> warnings) {
        this.file = file;
        this.hosts = byName(hosts, HostSettings::name);
        this.switches = byName(switches, SwitchSettings::name);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Puts the files together.
     *
     * @param file the configuration
     * @param own what it says itself
     * @param texts of the inventories that it names, by path
     * @throws ConfigurationException with every mistake of all of them and between them
     */
    public static HostSettingsIndex of(String file, HostInventory own, Map<String, String> texts) {
        List<HostSettings> hosts = new ArrayList<>(own.hosts());
        List<SwitchSettings> switches = new ArrayList<>(own.switches());
        List<Mistake> mistakes = new ArrayList<>();
        List<Mistake> warnings = new ArrayList<>();
        texts.forEach((path, text) -> {
            Mistakes wrong = new Mistakes(path);
            Mistakes doubtful = new Mistakes(path);
            HostInventory inventory = new InventoryReader(path, wrong, doubtful).readFile(text, own.defaults());
            if (inventory != null) {
                hosts.addAll(inventory.hosts());
                switches.addAll(inventory.switches());
            }
            mistakes.addAll(wrong.inOrder());
            warnings.addAll(doubtful.inOrder());
        });
        if (mistakes.isEmpty()) {
            mistakes.addAll(Collisions.between(hosts, switches));
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
        return new HostSettingsIndex(file, hosts, switches, warnings);
    }

    /** In the order of the files. */
    public List<HostSettings> all() {
        return List.copyOf(hosts.values());
    }

    /** In the order of the files. */
    public List<SwitchSettings> switches() {
        return List.copyOf(switches.values());
    }

    /**
     * The host of that name.
     *
     * @throws ConfigurationException if there is none; tells the nearest names
     */
    public HostSettings host(String name) {
        return find("host", "hosts", name, hosts);
    }

    /**
     * The switch of that name.
     *
     * @throws ConfigurationException if there is none; tells the nearest names
     */
    public SwitchSettings switchNamed(String name) {
        return find("switch", "switches", name, switches);
    }

    /** What works in the inventories and still should be told once; that of the configuration is with its own. */
    public List<Mistake> warnings() {
        return warnings;
    }

    private <T> T find(String what, String key, String name, Map<String, T> all) {
        if (all.isEmpty()) {
            throw new ConfigurationException(file + " describes no " + what + ". Add \"" + name + "\" under \"" + key
                    + "\", or name the file that does: inventory: <file>.");
        }
        return Optional.ofNullable(all.get(name.strip()))
                .orElseThrow(() -> new ConfigurationException("No " + what + " \"" + name + "\" under \"" + key
                        + "\" of " + file + list(name, all) + instead(name, List.copyOf(all.keySet())) + "."));
    }

    /** The hint for names that stand in one text; empty where they are no names. */
    private static String list(String text, Map<String, ?> all) {
        List<String> parts = Stream.of(text.split(",")).map(String::strip).toList();
        return parts.size() > 1 && all.keySet().containsAll(parts)
                ? "; several are a list: ['" + String.join("', '", parts) + "']"
                : "";
    }

    /** What could have been meant: {@code ; did you mean "a"? There are: a, b}. */
    public static String instead(String written, List<String> names) {
        String nearest = Nearest.to(written, names)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse(";");
        return nearest + (names.size() == 1 ? " There is: " : " There are: ") + FirstFew.of(names, SHOWN);
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    @Override
    public String toString() {
        return "Hosts[" + file + ": " + hosts.keySet() + "]";
    }
}
