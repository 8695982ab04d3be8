package io.jenkins.plugins.pumphouse.migration.identity;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The target's projects that are disabled when the run ends. Keystone makes no project below a disabled one, and
 * disables none above an enabled one (keystone/resource/core.py): so those with projects below them are enabled until
 * these are made, and disabled last, children first.
 */
final class DisabledProjects implements AutoCloseable {
    static final String ENABLED = "enabled";

    private final Cloud cloud;
    /** How deep each is below its domain, by its id. */
    private final Map<String, Integer> depths = new LinkedHashMap<>();

    private DisabledProjects(Cloud cloud) {
        this.cloud = cloud;
    }

    static DisabledProjects of(ChangeContext context) {
        return context.shared(DisabledProjects.class, any -> new DisabledProjects(any.target()));
    }

    static boolean isDisabled(Resource project) {
        return project.json().hasNonNull(ENABLED) && !project.field(ENABLED).asBoolean();
    }

    /**
     * Enables a project, and those above it, that an earlier run has disabled as it is on the source.
     *
     * @param origin id of the project on the source; null for none
     */
    synchronized void open(String origin, ChangeContext context) {
        Resource source = origin == null
                ? null
                : context.inventory().find(ProjectType.KIND, origin).orElse(null);
        if (source == null || !isDisabled(source) || cloud.identityV2()) {
            return;
        }
        open(ProjectType.parent(source), context);
        String id = context.translation().id(ProjectType.KIND, origin);
        boolean isDisabled = !depths.containsKey(id)
                && context.targets()
                        .find(ProjectType.KIND, id)
                        .filter(DisabledProjects::isDisabled)
                        .isPresent();
        if (isDisabled) {
            disableAtTheEnd(id, source, context);
            set(id, true);
        }
    }

    /** @param source the source's project */
    synchronized void disableAtTheEnd(String id, Resource source, ChangeContext context) {
        int depth = 0;
        Resource at = source;
        while (at != null && ProjectType.parent(at) != null) {
            at = context.inventory()
                    .find(ProjectType.KIND, ProjectType.parent(at))
                    .orElse(null);
            depth++;
        }
        depths.put(id, depth);
    }

    private void set(String id, boolean enabled) {
        cloud.send(Request.patch(Service.IDENTITY, "/projects/" + Request.segment(id))
                .body(Json.object("project", Json.object().put(ENABLED, enabled)))
                .repeatable());
    }

    /** @throws MigrationException naming those that stay enabled */
    @Override
    public synchronized void close() {
        List<String> open = new ArrayList<>();
        depths.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .forEach(id -> {
                    try {
                        set(id, false);
                    } catch (CloudException e) {
                        open.add("project " + id + " is still enabled on " + cloud.name() + " (" + e.getMessage()
                                + "). Run again, or run: openstack project set --disable " + id);
                    }
                });
        if (!open.isEmpty()) {
            throw new MigrationException(String.join("; ", open));
        }
    }
}
