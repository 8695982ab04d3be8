package io.jenkins.plugins.pumphouse.migration.server.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.server.forwarding.ForwardingReturn;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSelection;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.EarlyCopies;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides which moved servers are returned to the source, and why the others are not. Reads both clouds and writes to
 * none.
 */
public final class RollbackPlanner {
    private final CloudInventory source;
    private final CloudInventory target;

    public RollbackPlanner(CloudInventory source, CloudInventory target) {
        this.source = source;
        this.target = target;
    }

    /**
     * A change for each server that {@code selection} means: {@link Decision#ROLL_BACK}, or {@link Decision#SKIP} with
     * all that blocks it, or {@link Decision#CONFLICT} when its move or its rollback was interrupted.
     *
     * @throws MigrationException when nothing is selected, which does not mean everything for a rollback, or something
     *     that is nowhere
     */
    public Plan plan(Selection selection) {
        if (!selection.saysWhichServers()) {
            throw new MigrationException(
                    "No server is named, which does not mean all. Say which of the moved servers are"
                            + " to be taken back to " + source.cloud().name()
                            + ": host, tenant or instances, or all. Nothing was changed.");
        }
        List<Change> changes = new ArrayList<>();
        ServerSelection.of(selection, source).forEach(server -> changes.add(decide(server)));
        return new Plan(changes);
    }

    private Change decide(Resource server) {
        Optional<String> elsewhere = ServerSelection.missed(server);
        if (elsewhere.isPresent()) {
            return change(server, Decision.SKIP, elsewhere.get(), Optional.empty());
        }
        RollbackCheck check = RollbackCheck.of(server, source, target);
        List<String> against = new ArrayList<>(check.against());
        if (!MoveNotes.isMoved(server)) {
            new EarlyCopies(source, target).of(server).ifPresent(against::add);
        }
        boolean allowed = source.options().safeguards().evenIfChanged();
        if (!allowed) {
            against.addAll(check.changed());
            if (!check.changed().isEmpty()) {
                against.add("say force: true to take it back anyway, which loses that");
            }
        }
        return against.isEmpty()
                ? change(server, Decision.ROLL_BACK, becomes(server, check), check.copy())
                : change(server, blocked(server), String.join("; ", against), check.copy());
    }

    /** One that an interrupted run has left between the clouds has to be looked at: nobody may know that it is off. */
    private Decision blocked(Resource server) {
        boolean between = MoveNotes.isBeingTakenBack(server) || StoppedMove.is(server);
        boolean others =
                MoverMark.of(source.options()).holder(server.field("metadata")).isPresent();
        return between && !others ? Decision.CONFLICT : Decision.SKIP;
    }

    /** What is lost and what is deleted, for a person who reads the plan. */
    private String becomes(Resource server, RollbackCheck check) {
        if (check.isNoteAlone()) {
            return "the rollback was interrupted when all was done but to remove its note";
        }
        List<String> said = new ArrayList<>();
        if (MoveNotes.isBeingTakenBack(server)) {
            said.add("the rollback was interrupted");
        }
        if (check.isUnfinished()) {
            said.add("its move was interrupted, and is undone");
        }
        check.copy().ifPresent(copy -> {
            String moved = Json.text(server.field("metadata"), MoveNotes.MOVED_AT);
            said.add("what was written on " + target.cloud().name() + " since " + (moved == null ? "the move" : moved)
                    + " is lost");
        });
        said.addAll(check.changed());
        ServerVolumes.of(server, source).stream()
                .filter(AttachedVolume::detached)
                .forEach(volume -> said.add("its adopted " + volume.label() + " goes back to "
                        + source.cloud().name() + " with what was written to it since"));
        said.addAll(removals(server, check));
        said.addAll(ForwardingReturn.hindered(server, source, target));
        said.addAll(SilencedNetwork.told(server, source, target));
        said.addAll(PartedVolume.told(server, source, target));
        return String.join("; ", said);
    }

    private List<String> removals(Resource server, RollbackCheck check) {
        Resource copy = check.copy().orElse(null);
        String copyId = check.movedTo().id();
        List<Leftover> remnants = MoveLeftovers.of(server, copyId, copy, source, target);
        List<String> onTarget = labels(remnants, target.cloud());
        if (copy != null || check.deleted().isPresent()) {
            onTarget.add(0, "server " + copyId);
        }
        List<String> said = new ArrayList<>();
        said(onTarget, target.cloud()).ifPresent(said::add);
        said(labels(remnants, source.cloud()), source.cloud()).ifPresent(said::add);
        remnants.stream()
                .filter(remnant -> !remnant.goes())
                .map(Leftover::told)
                .distinct()
                .forEach(said::add);
        return said;
    }

    private static List<String> labels(List<Leftover> remnants, Cloud cloud) {
        return new ArrayList<>(remnants.stream()
                .filter(remnant -> remnant.goes() && remnant.cloud() == cloud)
                .map(Leftover::label)
                .distinct()
                .toList());
    }

    private static Optional<String> said(List<String> labels, Cloud cloud) {
        return labels.isEmpty()
                ? Optional.empty()
                : Optional.of("deletes on " + cloud.name() + ": " + String.join(", ", labels));
    }

    private static Change change(Resource server, Decision decision, String reason, Optional<Resource> copy) {
        return Change.of(server, decision, reason, copy, List.of(), NovaServer.shown(server));
    }
}
