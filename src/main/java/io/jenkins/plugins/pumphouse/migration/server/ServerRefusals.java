package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFlavor;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;

/** Why a server cannot be moved without losing something: all reasons at once, with the way out where there is one. */
final class ServerRefusals {
    private ServerRefusals() {}

    static List<String> of(Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> reasons = new ArrayList<>(
                ServerState.reasons(server, source, source.options().paused()));
        MissingCopy.of(server, source, target, translation).ifPresent(reasons::add);
        MoveNotes.takenBack(server).ifPresent(reasons::add);
        project(server, source, reasons);
        disks(server, source, reasons);
        reasons.addAll(ServerFloating.refusals(server, source));
        return reasons;
    }

    /** Keystone gives nobody a token for a disabled project, and without one nothing boots in it. */
    private static void project(Resource server, CloudInventory source, List<String> reasons) {
        source.find(Kind.PROJECT, server.text("tenant_id"))
                .filter(project -> project.json().hasNonNull("enabled")
                        && !project.field("enabled").asBoolean())
                .ifPresent(project ->
                        reasons.add("is in project " + project.name() + ", which is disabled (enable it for the"
                                + " time of the move: nothing can be booted in a disabled one)"));
    }

    private static void disks(Resource server, CloudInventory source, List<String> reasons) {
        ServerFlavor.unclear(server, source).ifPresent(reasons::add);
    }
}
