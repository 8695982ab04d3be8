package io.jenkins.plugins.pumphouse.migration.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.ResourceTypes;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.Row;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.State;
import io.jenkins.plugins.pumphouse.migration.identity.RoleType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupRulesType;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.proof.ServerDrift;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the comparison says of each object: by the change that a further run would make, and of a moved server by its
 * proof.
 */
final class DriftRows {
    /** What is taken as it is although it describes itself in other words; all else that is so is the target's own. */
    private static final Set<Kind> IN_WORDS = Set.of(RoleType.KIND, SecurityGroupRulesType.KIND);

    private final ResourceTypes types;
    private final Translation translation;
    private final CloudInventory source;
    private final CloudInventory target;

    DriftRows(ResourceTypes types, Translation translation, CloudInventory source, CloudInventory target) {
        this.types = types;
        this.translation = translation;
        this.source = source;
        this.target = target;
    }

    /** @param change of an object that is compared */
    Row of(Change change) {
        boolean differs = !change.differences().isEmpty();
        return switch (change.decision()) {
            case CREATE -> row(change, State.MISSING, List.of(), unfinished(change.resource()));
            case CONFLICT, UPDATE, DELETE ->
                differs
                        ? row(change, State.DIFFERS, change.differences(), "")
                        : row(change, State.UNKNOWN, List.of(), change.reason());
            default ->
                change.resource().kind().equals(Kind.SERVER) && MoveNotes.isMoved(change.resource())
                        ? server(change)
                        : taken(change);
        };
    }

    /**
     * A role's name differs where mapping, or the release's word for a member, says so: it is the one that is meant.
     */
    private Row taken(Change change) {
        List<Difference> words = IN_WORDS.contains(change.resource().kind())
                ? change.differences().stream()
                        .filter(difference -> !difference.field().equals("name"))
                        .toList()
                : List.of();
        return row(change, words.isEmpty() ? State.EQUAL : State.DIFFERS, words, "");
    }

    /** What to do about a server whose move was interrupted before it had a copy; empty for any other. */
    private static String unfinished(Resource resource) {
        return resource.kind().equals(Kind.SERVER) && MoveNotes.isBeingMoved(resource)
                ? "its move is not finished: pumpInstances resumes it, pumpRollback undoes it"
                : "";
    }

    private Row server(Change change) {
        Resource server = change.resource();
        try {
            ObjectNode wanted = types.apply(server.kind()).wanted(server, source, translation, source.mapping());
            ServerDrift drift =
                    ServerDrift.of(server, change.existing().orElseThrow(), wanted, translation, source, target);
            boolean equal = drift.differences().isEmpty() && drift.other().isEmpty();
            List<Difference> named = drift.differences().stream()
                    .map(d -> d.between(source.cloud().name(), target.cloud().name()))
                    .toList();
            return row(change, equal ? State.EQUAL : State.DIFFERS, named, String.join("; ", drift.other()));
        } catch (CloudException | MigrationException e) {
            return row(change, State.UNKNOWN, List.of(), e.getMessage());
        }
    }

    private static Row row(Change change, State state, List<Difference> differences, String other) {
        String message = Stream.concat(
                        differences.stream().map(Difference::toString),
                        other.isEmpty() ? Stream.empty() : Stream.of(other))
                .collect(Collectors.joining("; "));
        boolean list = change.resource().id().equals("*");
        return new Row(
                change.resource().kind().word(),
                change.resource().name(),
                list ? null : change.resource().id(),
                change.existing().map(Resource::id).orElse(null),
                state,
                differences,
                message);
    }
}
