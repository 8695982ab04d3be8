package io.jenkins.plugins.pumphouse.migration.drift;

import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.server.ServerType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Flavors and keypairs that came with moved servers. They bear no mark, so the servers tell of them; and what came with
 * a server says nothing of the others of its kind.
 */
final class BroughtByServers {
    private static final Set<Kind> KINDS = Set.of(FlavorType.KIND, KeypairType.KIND);

    private final CloudInventory source;
    private final CloudInventory target;
    private final Set<ResourceKey> needed = new HashSet<>();

    /** @param changes of the plan, those of servers among them */
    BroughtByServers(List<Change> changes, CloudInventory source, CloudInventory target) {
        this.source = source;
        this.target = target;
        changes.stream()
                .filter(change -> change.resource().kind().equals(Kind.SERVER)
                        && change.existing().filter(this::isMoved).isPresent())
                .flatMap(change -> change.needs().stream())
                .filter(need -> KINDS.contains(need.kind()))
                .map(Reference::key)
                .forEach(needed::add);
    }

    private boolean isMoved(Resource onTarget) {
        return new ServerType()
                .mark(onTarget)
                .filter(mark -> mark.cloud().equals(source.cloud().name()))
                .isPresent();
    }

    /** Whether a server that was moved needs an object, or its copy still names it. */
    boolean have(Change change) {
        Resource resource = change.resource();
        if (resource.kind().equals(FlavorType.KIND)) {
            return needed.contains(change.key())
                    || Mapping.isId(resource.id()) // any other may be the target's own, which has 1 to 5 as well
                            && used(FlavorType.KIND, server -> Json.text(server.field("flavor"), "id"))
                                    .contains(resource.id());
        }
        return needed.contains(change.key())
                || resource.kind().equals(KeypairType.KIND)
                        && change.existing().isPresent() // of another user the name says nothing
                        && used(KeypairType.KIND, server -> server.text("key_name"))
                                .contains(change.existing().get().name());
    }

    /** What the copies name: the source may have their servers no more. */
    private Set<String> used(Kind kind, Function<Resource, String> naming) {
        return target.fact(
                List.of(BroughtByServers.class, kind),
                () -> servers().stream()
                        .filter(this::isMoved)
                        .map(naming)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    private List<Resource> servers() {
        try {
            return target.list(Kind.SERVER, Scope.ALL);
        } catch (CloudException e) {
            return List.of(); // the comparison of the servers themselves tells it
        }
    }
}
