package io.jenkins.plugins.pumphouse.migration.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.ResourceTypes;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.Row;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.State;
import io.jenkins.plugins.pumphouse.migration.image.ContentImage;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what the target has of objects that the source no longer has: by the mark, and never by a name. */
final class LostOrigins {
    /** What pumpCleanup deletes on the source, or lets go with a server. */
    private static final Set<Kind> OF_SERVERS = Set.of(Kind.SERVER, VolumeType.KIND, FloatingIpType.KIND);

    private final ResourceTypes types;
    private final CloudInventory source;
    private final CloudInventory target;
    private final Selection selection;
    private final Translation translation;

    LostOrigins(
            ResourceTypes types,
            CloudInventory source,
            CloudInventory target,
            Selection selection,
            Translation translation) {
        this.types = types;
        this.source = source;
        this.target = target;
        this.selection = selection;
        this.translation = translation;
    }

    /** Adds a row for each, and a note for each kind that cannot be looked through. */
    void of(List<Kind> kinds, List<Row> rows, List<String> notes) {
        Optional<String> project = selection.tenant() == null
                ? Optional.empty()
                : translation.known(Kind.PROJECT, source.scope(selection).owner());
        if (selection.tenant() != null && project.isEmpty()) {
            return; // the target has no such project, and nothing in it
        }
        Set<String> told = new HashSet<>(); // a group's rules bear the mark of their group
        for (Kind kind : kinds) {
            try {
                lost(types.apply(kind), project)
                        .filter(resource -> told.add(resource.id()))
                        .map(LostOrigins::row)
                        .forEach(rows::add);
            } catch (CloudException e) {
                notes.add(kind.plural() + " that " + source.cloud().name() + " no longer has could not be looked for: "
                        + e.getMessage());
            }
        }
    }

    private Stream<Resource> lost(ResourceType type, Optional<String> project) {
        if (!type.isMarking()) {
            return Stream.empty();
        }
        return target.list(type.kind(), project.map(Scope::ownedBy).orElse(Scope.ALL)).stream()
                .filter(resource -> {
                    String owner = owner(resource.json());
                    return project.isEmpty() || owner == null || owner.equals(project.get());
                })
                .filter(resource -> isLost(type, resource));
    }

    private boolean isLost(ResourceType type, Resource resource) {
        Optional<Mark> mark = type.mark(resource);
        return mark.isPresent()
                && mark.get().cloud().equals(source.cloud().name())
                && source.find(resource.kind(), mark.get().id()).isEmpty();
    }

    private static Row row(Resource resource) {
        boolean content =
                resource.kind().equals(ImageType.KIND) && resource.name().endsWith(ContentImage.NAME_ENDING);
        boolean withServer = content
                || OF_SERVERS.contains(resource.kind())
                || resource.kind().equals(PortType.KIND) && !PortType.isUnbound(resource);
        return new Row(
                resource.kind().word(),
                resource.name(),
                null,
                resource.id(),
                withServer ? State.DELETED : State.GONE,
                List.of(),
                "");
    }

    private static String owner(JsonNode json) {
        return Stream.of("project_id", "tenant_id", "owner", "os-vol-tenant-attr:tenant_id")
                .map(field -> Json.text(json, field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
