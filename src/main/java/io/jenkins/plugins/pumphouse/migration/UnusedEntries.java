package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.console.Nearest;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.identity.GroupType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Entries of the operator's mapping that mean no object of the source: a name that is mistyped maps nothing. */
final class UnusedEntries {
    /** Of these a list of all costs a request an owner, or a directory of ten thousand; a tenant's run reads none. */
    private static final Set<Kind> COSTLY = Set.of(UserType.KIND, GroupType.KIND, KeypairType.KIND);

    private UnusedEntries() {}

    /** A line for a person of each, of the kinds that a step moves. */
    static List<String> of(
            Mapping mapping, List<Kind> kinds, Selection selection, CloudInventory source, Translation translation) {
        List<String> told = new ArrayList<>();
        for (Kind kind : kinds) {
            Map<String, String> entries = mapping.names().getOrDefault(kind.word(), Map.of());
            if (entries.isEmpty() || selection.tenant() != null && COSTLY.contains(kind)) {
                continue;
            }
            Set<String> left = new TreeSet<>(entries.keySet());
            left.removeIf(entry -> translation.known(kind, entry).isPresent()); // stands in for one that is gone
            try {
                tell(kind, left, source, told);
            } catch (CloudException e) {
                continue; // what cannot be read is told where it is needed
            }
        }
        return told;
    }

    private static void tell(Kind kind, Set<String> entries, CloudInventory source, List<String> told) {
        Collection<String> names = new LinkedHashSet<>();
        for (Resource resource : entries.isEmpty() ? List.<Resource>of() : source.list(kind, Scope.ALL)) {
            entries.remove(resource.id());
            entries.remove(resource.name());
            names.add(resource.name());
        }
        for (String entry : entries) {
            told.add("mapping: " + kind.mappingKey() + ": \"" + entry + "\" means no " + kind + " of "
                    + source.cloud().name()
                    + Nearest.to(entry, names)
                            .map(name -> " (nearest: \"" + name + "\")")
                            .orElse("")
                    + ". It counts only where something refers to one that is gone. Correct or remove it");
        }
    }
}
