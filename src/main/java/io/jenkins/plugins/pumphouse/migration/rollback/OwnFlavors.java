package io.jenkins.plugins.pumphouse.migration.rollback;

import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;

/**
 * The flavors that only one project of the target may use. They have most likely come with it, but a flavor carries no
 * mark: they stay when the project goes, which has to be said.
 */
final class OwnFlavors {
    private static final int NAMED = 5;

    private OwnFlavors() {}

    /** What stays behind of a project that goes, and how it is removed; empty when nothing does. */
    static List<String> left(Resource project, CloudInventory target) {
        if (!target.cloud().has(Service.COMPUTE)) {
            return List.of();
        }
        List<String> names;
        try {
            names = target.list(FlavorType.KIND, Scope.ALL).stream()
                    .filter(flavor ->
                            Json.texts(flavor.json(), FlavorType.ACCESS).equals(List.of(project.id())))
                    .map(Resource::name)
                    .sorted()
                    .toList();
        } catch (CloudException | MigrationException e) {
            return List.of("perhaps flavors that only it may use, which cannot be listed: " + e.getMessage());
        }
        return names.isEmpty()
                ? List.of()
                : List.of("flavors that only it may use, as they carry no mark: " + FirstFew.of(names, NAMED)
                        + " (pumpRollback with resources: true and the build that has made them removes them)");
    }
}
