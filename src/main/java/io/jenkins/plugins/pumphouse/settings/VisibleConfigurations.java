package io.jenkins.plugins.pumphouse.settings;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.InheritedText;
import io.jenkins.plugins.pumphouse.config.InheritedText.Layer;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The configurations that a job may name: those of its folders and of Jenkins' settings. Of two with one name the one
 * of the nearest folder counts; what it inherits is looked for further out.
 */
final class VisibleConfigurations {
    /**
     * A folder, or Jenkins' settings.
     *
     * @param place how messages call it
     */
    private record Level(String place, List<NamedConfiguration> configurations) {}

    /** The nearest first, Jenkins' settings last. */
    private final List<Level> levels;

    private VisibleConfigurations(List<Level> levels) {
        this.levels = levels;
    }

    /** @param item a job, or a folder, whose own are visible to it; null for Jenkins' own pages */
    static VisibleConfigurations to(Item item) {
        return in(groupOf(item));
    }

    /** @param nearest a folder, whose own are visible to it; null for Jenkins' own pages */
    static VisibleConfigurations in(ItemGroup<?> nearest) {
        List<Level> levels = new ArrayList<>();
        List<FolderSource> sources = new ArrayList<>(ExtensionList.lookup(FolderSource.class));
        for (ItemGroup<?> group = nearest; group instanceof Item; group = ((Item) group).getParent()) {
            for (FolderSource source : sources) {
                levels.add(new Level("folder " + group.getFullName(), source.of(group)));
            }
        }
        levels.add(settings(PumphouseConfiguration.get().getConfigurations()));
        return new VisibleConfigurations(levels);
    }

    /** These as those of Jenkins' settings, before they are stored. */
    static VisibleConfigurations ofSettings(List<NamedConfiguration> configurations) {
        return new VisibleConfigurations(List.of(settings(configurations)));
    }

    /** The same, with these instead of the stored ones of the nearest folder. */
    VisibleConfigurations with(List<NamedConfiguration> nearest) {
        List<Level> replaced = new ArrayList<>(levels);
        replaced.set(0, new Level(levels.get(0).place(), nearest));
        return new VisibleConfigurations(replaced);
    }

    private static Level settings(List<NamedConfiguration> configurations) {
        return new Level("Jenkins' settings", configurations);
    }

    /** The group in which an item's credentials and configurations are looked for first; null without an item. */
    static ItemGroup<?> groupOf(Item item) {
        return item == null || item instanceof ItemGroup<?> ? (ItemGroup<?>) item : item.getParent();
    }

    List<String> names() {
        return List.copyOf(byName().keySet());
    }

    Optional<NamedConfiguration> named(String name) {
        return Optional.ofNullable(byName().get(name));
    }

    /** The only one there is. */
    Optional<NamedConfiguration> only() {
        Map<String, NamedConfiguration> all = byName();
        return all.size() == 1 ? Optional.of(all.values().iterator().next()) : Optional.empty();
    }

    private Map<String, NamedConfiguration> byName() {
        Map<String, NamedConfiguration> byName = new LinkedHashMap<>();
        levels.forEach(level -> level.configurations().forEach(each -> byName.putIfAbsent(each.getName(), each)));
        return byName;
    }

    /** @throws ConfigurationException if it has mistakes, or what it inherits from is not visible to it */
    Configuration parse(NamedConfiguration configuration) {
        return whole(configuration).parse();
    }

    /**
     * A configuration with all that it inherits.
     *
     * @param configuration one of these, or one that is being typed and counts as one of the nearest
     */
    WholeConfiguration whole(NamedConfiguration configuration) {
        List<Layer> layers = new ArrayList<>();
        Set<NamedConfiguration> known = Collections.newSetFromMap(new IdentityHashMap<>());
        NamedConfiguration at = configuration;
        int level = levelOf(configuration);
        while (known.add(at)) {
            layers.add(
                    new Layer("\"" + at.getName() + "\" of " + levels.get(level).place(), at.getExported()));
            Optional<String> base = InheritedText.inherited(at.getName(), at.getExported());
            if (base.isEmpty()) {
                return new WholeConfiguration(configuration, layers);
            }
            int first = base.get().equals(at.getName()) ? level + 1 : level;
            level = IntStream.range(first, levels.size())
                    .filter(i -> in(i, base.get()).isPresent())
                    .findFirst()
                    .orElseThrow(() -> missing(configuration, base.get(), first));
            at = in(level, base.get()).orElseThrow();
        }
        throw new ConfigurationException("Configuration \"" + configuration.getName()
                + "\" inherits from itself in the end: "
                + String.join(", ", layers.stream().map(Layer::place).toList())
                + ". Take \"inherits\" out of one of them.");
    }

    private int levelOf(NamedConfiguration configuration) {
        return IntStream.range(0, levels.size())
                .filter(i -> levels.get(i).configurations().stream().anyMatch(each -> each == configuration))
                .findFirst()
                .orElse(0);
    }

    private Optional<NamedConfiguration> in(int level, String name) {
        return levels.get(level).configurations().stream()
                .filter(each -> name.equals(each.getName()))
                .findFirst();
    }

    private ConfigurationException missing(NamedConfiguration configuration, String base, int first) {
        List<String> others = levels.subList(first, levels.size()).stream()
                .flatMap(level -> level.configurations().stream())
                .filter(each -> each != configuration)
                .map(NamedConfiguration::getName)
                .distinct()
                .toList();
        return new ConfigurationException("Configuration \"" + configuration.getName() + "\" inherits from \"" + base
                + "\", which neither the folders around it nor Jenkins' settings have"
                + (others.isEmpty() ? "." : "; they have " + String.join(", ", others) + "."));
    }
}
