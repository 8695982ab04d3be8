package io.jenkins.plugins.pumphouse.migration.identity;

import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The target's projects and domains that are disabled when the run ends. Keystone makes no project below a disabled
 * one, nor in a disabled domain, and disables none above an enabled one (keystone/resource/core.py): so those with
 * projects below them are enabled until these are made, and disabled last, children first.
 */
final class DisabledProjects implements AutoCloseable {
    static final String ENABLED = "enabled";

    private final Cloud cloud;
    /** A domain is above all its projects. */
    private static final int TOP = -1;

    /** How deep each is below its domain. */
    private final Map<ResourceKey, Integer> depths = new LinkedHashMap<>();

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
        reopen(source, context);
    }

    /**
     * Enables a domain that an earlier run has disabled as it is on the source.
     *
     * @param origin id of the domain on the source; null for none
     */
    synchronized void openDomain(String origin, ChangeContext context) {
        if (origin != null && !cloud.identityV2()) {
            context.inventory()
                    .find(DomainType.KIND, origin)
                    .filter(DisabledProjects::isDisabled)
                    .ifPresent(domain -> reopen(domain, context));
        }
    }

    private void reopen(Resource source, ChangeContext context) {
        String id = context.translation().id(source.kind(), source.id());
        ResourceKey key = new ResourceKey(source.kind(), id);
        boolean isDisabled = !depths.containsKey(key)
                && context.targets()
                        .find(source.kind(), id)
                        .filter(DisabledProjects::isDisabled)
                        .isPresent();
        if (isDisabled) {
            disableAtTheEnd(id, source, context);
            set(key, true);
        }
    }

    /** @param source the source's project or domain */
    synchronized void disableAtTheEnd(String id, Resource source, ChangeContext context) {
        boolean isDomain = source.kind().equals(DomainType.KIND);
        int depth = isDomain ? TOP : 0;
        Resource at = isDomain ? null : source;
        while (at != null && ProjectType.parent(at) != null) {
            at = context.inventory()
                    .find(ProjectType.KIND, ProjectType.parent(at))
                    .orElse(null);
            depth++;
        }
        depths.put(new ResourceKey(source.kind(), id), depth);
    }

    private void set(ResourceKey key, boolean enabled) {
        String kind = key.kind().word();
        cloud.send(Request.patch(Service.IDENTITY, "/" + kind + "s/" + Request.segment(key.id()))
                .body(Json.object(kind, Json.object().put(ENABLED, enabled)))
                .repeatable());
    }

    /** @throws MigrationException naming those that stay enabled */
    @Override
    public synchronized void close() {
        List<String> open = new ArrayList<>();
        depths.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .forEach(key -> {
                    try {
                        set(key, false);
                    } catch (CloudException e) {
                        open.add(key.kind() + " " + key.id() + " is still enabled on " + cloud.name() + " ("
                                + e.getMessage() + "). Run again, or run: openstack " + key.kind() + " set --disable "
                                + key.id());
                    }
                });
        if (!open.isEmpty()) {
            throw new MigrationException(String.join("; ", open));
        }
    }

    /** That nothing can be brought into what the target's administrator has disabled; empty where nobody has. */
    static Optional<Unasked> unopened(List<Difference> differences, CloudInventory target) {
        return IdentityType.isOpened(differences)
                ? Optional.of(new Unasked(
                        Decision.CONFLICT,
                        "was disabled on " + target.cloud().name()
                                + ", and this step only needs it. Enable it, or run pumpTenants, which does so"))
                : Optional.empty();
    }
}
