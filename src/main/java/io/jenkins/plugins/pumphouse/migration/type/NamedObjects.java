package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of a kind in a scope by what a person calls them. */
final class NamedObjects {
    /** Names in a message that lists what there is instead of what was asked for. */
    private static final int NAMES_IN_MESSAGE = 20;

    private final CloudInventory inventory;
    private final ResourceType type;
    private final Kind kind;
    private final Scope scope;

    NamedObjects(CloudInventory inventory, ResourceType type, Scope scope) {
        this.inventory = inventory;
        this.type = type;
        this.kind = type.kind();
        this.scope = scope;
    }

    Resource named(String nameOrId) {
        List<Resource> named = inventory.candidates(kind, scope).called(nameOrId);
        if (named.isEmpty()) {
            named = qualified(nameOrId);
        }
        if (named.size() == 1) {
            return named.get(0);
        }
        if (named.isEmpty()) {
            throw new MigrationException("No " + kind + " \"" + nameOrId + "\" in "
                    + inventory.cloud().name() + ". " + list(nameOrId) + all());
        }
        throw new MigrationException("The " + kind + " \"" + nameOrId + "\" is not unique in "
                + inventory.cloud().name() + ": "
                + named.stream()
                        .map(r -> r.name() + " (" + type.distinction(r, inventory) + ")")
                        .collect(Collectors.joining(", "))
                + ". Name it by id" + qualifiedNames(named) + ".");
    }

    /** Those whose name a person has written behind that of their domain: {@code corp/demo}. */
    private List<Resource> qualified(String name) {
        return inventory.list(kind, scope).stream()
                .filter(resource -> name.regionMatches(
                        true,
                        name.length() - resource.name().length(),
                        resource.name(),
                        0,
                        resource.name().length()))
                .filter(resource -> type.qualifiedName(resource, inventory)
                        .filter(name::equalsIgnoreCase)
                        .isPresent())
                .toList();
    }

    private String qualifiedNames(List<Resource> named) {
        List<String> names = named.stream()
                .flatMap(resource -> type.qualifiedName(resource, inventory).stream())
                .distinct()
                .toList();
        return names.size() == named.size() ? " or with its domain: " + String.join(", ", names) : "";
    }

    /** The hint for names that stand in one text, as some steps of others take them; empty where they are no names. */
    private String list(String name) {
        List<String> parts =
                Stream.of(name.split(",")).map(String::strip).distinct().toList();
        boolean several = parts.size() > 1
                && parts.stream()
                        .noneMatch(part ->
                                inventory.candidates(kind, scope).called(part).isEmpty());
        return several ? "It is read as one name; several are a list: ['" + String.join("', '", parts) + "']. " : "";
    }

    /** {@code "There are: db-1, web-1."}. */
    String all() {
        List<Resource> all = inventory.list(kind, scope);
        List<String> names =
                all.stream().map(Resource::name).distinct().sorted().toList();
        return "There "
                + (all.isEmpty()
                        ? "is none."
                        : (all.size() == 1 ? "is: " : "are: ") + FirstFew.of(names, NAMES_IN_MESSAGE) + ".");
    }
}
