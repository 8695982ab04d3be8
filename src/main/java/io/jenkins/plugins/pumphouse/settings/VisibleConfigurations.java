package io.jenkins.plugins.pumphouse.settings;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configurations that a job may name: those of its folders and of Jenkins' settings. Of two with one name the one
 * of the nearest folder counts.
 */
final class VisibleConfigurations {
    private final Map<String, NamedConfiguration> byName = new LinkedHashMap<>();

    private VisibleConfigurations() {}

    /** @param item a job, or a folder, whose own are visible to it; null for Jenkins' own pages */
    static VisibleConfigurations to(Item item) {
        VisibleConfigurations visible = new VisibleConfigurations();
        List<FolderSource> sources = new ArrayList<>(ExtensionList.lookup(FolderSource.class));
        for (ItemGroup<?> group = groupOf(item); group != null; group = parentOf(group)) {
            for (FolderSource source : sources) {
                source.of(group).forEach(visible::add);
            }
        }
        PumphouseConfiguration.get().getConfigurations().forEach(visible::add);
        return visible;
    }

    /** The group in which an item's credentials and configurations are looked for first; null without an item. */
    static ItemGroup<?> groupOf(Item item) {
        return item == null || item instanceof ItemGroup<?> ? (ItemGroup<?>) item : item.getParent();
    }

    private static ItemGroup<?> parentOf(ItemGroup<?> group) {
        return group instanceof Item inner ? inner.getParent() : null;
    }

    private void add(NamedConfiguration configuration) {
        byName.putIfAbsent(configuration.getName(), configuration);
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    Optional<NamedConfiguration> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The only one there is. */
    Optional<NamedConfiguration> only() {
        return byName.size() == 1 ? Optional.of(byName.values().iterator().next()) : Optional.empty();
    }
}
