package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.console.Nearest;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.identity.DomainMapping;
import io.jenkins.plugins.pumphouse.migration.identity.GroupType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.server.HostEntries;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Entries of the operator's mapping that mean no object of the source: a name that is mistyped maps nothing. */
final class UnusedEntries {
    /** Of these a list of all costs a directory of ten thousand; with a tenant, each entry is asked for. */
    private static final Set<Kind> OF_DIRECTORIES = Set.of(UserType.KIND, GroupType.KIND);

    private final MigrationRequest request;
    private final ResourceTypes types;
    private final CloudInventory source;
    private final Translation translation;

    UnusedEntries(MigrationRequest request, ResourceTypes types, CloudInventory source, Translation translation) {
        this.request = request;
        this.types = types;
        this.source = source;
        this.translation = translation;
    }

    /** A line for a person of each, of the kinds that a step moves. */
    List<String> of(Plan plan) {
        List<String> told = new ArrayList<>();
        for (Kind kind : types.of(request.verb())) {
            Set<String> left = request.mapping().keys(kind);
            left.removeIf(entry -> translation.known(kind, entry).isPresent()); // stands in for one that is gone
            try {
                tell(kind, left, plan, told);
            } catch (CloudException e) {
                continue; // what cannot be read is told where it is needed
            }
        }
        if (request.verb() == Verb.INSTANCES) {
            hosts(told);
        }
        return told;
    }

    /** No step moves a hypervisor, and servers are put on those that entries name. */
    private void hosts(List<String> told) {
        Set<String> left = request.mapping().keys(HostEntries.KIND);
        try {
            Set<String> names = left.isEmpty() ? Set.of() : HostEntries.names(source);
            left.removeAll(names);
            left.forEach(entry -> told.add("mapping: hosts: \"" + entry + "\" means no hypervisor of "
                    + source.cloud().name() + nearest(entry, names) + ". Correct or remove it"));
        } catch (CloudException.Denied e) {
            return; // nor may the account see on which one a server is
        }
    }

    private static String nearest(String entry, Set<String> names) {
        return Nearest.to(entry, names)
                .map(name -> " (nearest: \"" + name + "\")")
                .orElse("");
    }

    private void tell(Kind kind, Set<String> entries, Plan plan, List<String> told) {
        Set<String> names = new LinkedHashSet<>();
        plan.changes().stream()
                .map(Change::resource)
                .filter(resource -> resource.kind().equals(kind))
                .forEach(resource -> meet(resource, entries, names));
        if (entries.isEmpty()) {
            return;
        }
        Selection selection = request.selection();
        boolean restricted = selection.tenant() != null || selection.user() != null;
        if (restricted && OF_DIRECTORIES.contains(kind)) {
            entries.removeIf(entry ->
                    source.find(kind, entry).isPresent() || DomainMapping.isKnown(kind, entry, source.cloud()));
        } else if (!kind.equals(KeypairType.KIND)) { // which have no list of all
            source.list(kind, Scope.ALL).forEach(resource -> meet(resource, entries, names));
        }
        for (String entry : entries) {
            told.add("mapping: " + kind.mappingKey() + ": \"" + entry + "\" means no " + kind + " of "
                    + (kind.equals(KeypairType.KIND) ? whose(selection) : "")
                    + source.cloud().name()
                    + nearest(entry, names)
                    + ". It counts only where something refers to one that is gone. Correct or remove it");
        }
    }

    /** Of keypairs only those of the selected users are read. */
    private static String whose(Selection selection) {
        if (selection.user() != null) {
            return "user " + selection.user() + " on ";
        }
        return selection.tenant() == null ? "" : "the users of " + selection.tenant() + " on ";
    }

    /** Strikes an object off the entries that nothing has been found for. */
    private void meet(Resource resource, Set<String> entries, Set<String> names) {
        ResourceType type = types.apply(resource.kind());
        entries.remove(resource.id());
        entries.remove(resource.name());
        entries.remove(Mapping.composed(resource.name()));
        if (entries.stream().anyMatch(entry -> entry.indexOf('/') > 0)) {
            type.qualifiedName(resource, source).ifPresent(name -> entries.removeIf(name::equalsIgnoreCase));
        }
        names.add(resource.name());
    }
}
