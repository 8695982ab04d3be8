package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The objects that a selection means.
 *
 * @param resources in the order of the kinds
 * @param unread one a kind that the source does not list: a Neutron without routers must not keep its networks
 */
record Selected(List<Resource> resources, List<Change> unread) {
    static Selected of(
            List<Kind> kinds, Selection selection, CloudInventory source, Function<Kind, ResourceType> types) {
        List<Resource> resources = new ArrayList<>();
        List<Change> unread = new ArrayList<>();
        for (Kind kind : kinds) {
            if (!selection.created().isEmpty()) {
                created(kind, selection, source, types, resources, unread);
                continue;
            }
            try {
                resources.addAll(types.apply(kind).select(selection, source));
            } catch (CloudException e) {
                if (kinds.size() == 1) {
                    throw e;
                }
                Draft all = new Draft(new Resource(kind, "*", "(all)", Json.object()), List.of(), true, "", List.of());
                // 404 for a list: the service, an extension of it, is missing, and so are such objects.
                unread.add(
                        e instanceof CloudException.NotFound
                                ? all.skip("none found: " + e.getMessage())
                                : all.conflict(Unread.reason(e)));
            }
        }
        return new Selected(resources, unread);
    }

    private static void created(
            Kind kind,
            Selection selection,
            CloudInventory source,
            Function<Kind, ResourceType> types,
            List<Resource> resources,
            List<Change> unread) {
        for (CreatedObject one : selection.created()) {
            if (one.kind().equals(kind.word()) && !one.onlyUpdated()) {
                Optional<Resource> origin = source.find(kind, one.source())
                        .or(() -> types.apply(Kind.SERVER).remembered(kind, one.source(), source));
                origin.ifPresent(resources::add);
                if (origin.isEmpty()) {
                    Resource gone = new Resource(kind, one.source(), one.name(), Json.object());
                    unread.add(new Draft(gone, List.of(), true, "", List.of())
                            .conflict("is not on " + source.cloud().name() + " any more, and was made on the target as "
                                    + one.target() + ", where it stays"));
                }
            }
        }
    }
}
