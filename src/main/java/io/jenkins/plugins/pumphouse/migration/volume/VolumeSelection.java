package io.jenkins.plugins.pumphouse.migration.volume;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeTemporaries;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The volumes that a selection means: those that the source has, and those that it remembers as adopted. */
final class VolumeSelection {
    private VolumeSelection() {}

    /** With names, exactly these; without, all of the scope but Pumphouse's own temporary ones. */
    static List<Resource> of(Selection selection, CloudInventory source) {
        Scope scope = source.scope(selection);
        List<Resource> remembered = remembered(source, scope);
        remembered.forEach(source::learn);
        if (selection.volumes().isEmpty()) {
            return Stream.concat(
                            source.list(VolumeFields.KIND, scope).stream()
                                    .filter(volume ->
                                            VolumeTemporaries.of(volume.json()).isEmpty()),
                            remembered.stream())
                    .toList();
        }
        return selection.volumes().stream()
                .map(name -> named(name, remembered, source, scope))
                .distinct()
                .toList();
    }

    private static Resource named(String name, List<Resource> remembered, CloudInventory source, Scope scope) {
        List<Resource> gone = remembered.stream()
                .filter(volume -> volume.id().equals(name) || volume.name().equals(name))
                .toList();
        boolean isThere = source.list(VolumeFields.KIND, scope).stream()
                .anyMatch(volume -> volume.id().equals(name) || volume.name().equals(name));
        return gone.size() == 1 && !isThere ? gone.get(0) : source.named(VolumeFields.KIND, name, scope);
    }

    /**
     * The volume that the source has got back for one that it remembers, if a run was interrupted before it was done.
     */
    static Optional<Resource> returned(Resource remembered, CloudInventory source) {
        return source.list(VolumeFields.KIND, Scope.ownedBy(VolumeFields.owner(remembered))).stream()
                .filter(volume -> remembered.id().equals(former(volume)))
                .findFirst();
    }

    /** The id that a volume had before it came back, while that is not done; null for none. */
    static String former(Resource volume) {
        return Json.text(volume.field("metadata"), VolumeReturn.RETURNED);
    }

    /** But those that it has. */
    private static List<Resource> remembered(CloudInventory source, Scope scope) {
        List<Resource> all = source.cloud().has(Service.VOLUME) ? AdoptionRecord.all(source.cloud()) : List.of();
        if (all.isEmpty()) {
            return all;
        }
        Set<String> there =
                source.list(VolumeFields.KIND, scope).stream().map(Resource::id).collect(Collectors.toSet());
        return all.stream()
                .filter(volume -> !there.contains(volume.id()))
                .filter(volume -> scope.all() || scope.owner().equals(VolumeFields.owner(volume)))
                .toList();
    }
}
