package io.jenkins.plugins.pumphouse.migration.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.GrantLedger;
import io.jenkins.plugins.pumphouse.migration.compute.GrantNote;
import io.jenkins.plugins.pumphouse.migration.compute.Memberships;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.SettingType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The temporary access that interrupted runs have left to projects of the target ({@link GrantLedger}): in a plan only
 * where there is some, and removed also by a run that has no server left to move.
 *
 * <p>It has no counterpart on the source, so it takes the id of the source's project that it was granted for.
 */
public final class LeftoverAccessType extends SettingType {
    public static final Kind KIND = new Kind("temporary access");
    private static final String PROJECT = "project_id";
    private static final String LEFT = "left";

    /** The field of a difference, for a person. */
    private static final String LEFT_BY = "left by an interrupted run";

    @Override
    public Kind kind() {
        return KIND;
    }

    /** All projects, also those without temporary access: so access that was removed reads back as none. */
    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return inventory.list(Kind.PROJECT, Scope.ALL).stream()
                .map(project -> loan(project.id(), project))
                .toList();
    }

    private static Resource loan(String id, Resource project) {
        ObjectNode loan = Json.object().put(PROJECT, project.id());
        loan.set(LEFT, Json.array(GrantNote.described(GrantLedger.of(project.json()))));
        return new Resource(KIND, id, project.name(), loan);
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.find(Kind.PROJECT, id).map(project -> loan(id, project));
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        return List.of();
    }

    @Override
    public List<Resource> remains(List<Resource> selected, CloudInventory target, Translation translation) {
        Set<String> projects = new LinkedHashSet<>();
        selected.stream().filter(r -> r.kind().equals(Kind.SERVER)).forEach(s -> projects.add(s.text("tenant_id")));
        MoverMark mover = MoverMark.of(target.options());
        selected.stream() // then the access is another controller's, which needs it and removes it
                .filter(server -> mover.holder(server.field("metadata")).isPresent())
                .forEach(server -> projects.remove(server.text("tenant_id")));
        List<Resource> loans = new ArrayList<>();
        for (String project : projects) {
            translation
                    .known(Kind.PROJECT, project)
                    .flatMap(id -> target.find(Kind.PROJECT, id))
                    .map(there -> loan(project, there))
                    .filter(loan -> !loan.field(LEFT).isEmpty())
                    .ifPresent(loans::add);
        }
        return loans;
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(json.path(PROJECT).asText());
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return Json.object().put(PROJECT, resource.text(PROJECT));
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        List<String> left = Json.texts(existing.json(), LEFT);
        return left.isEmpty() ? List.of() : List.of(new Difference(LEFT_BY, "nothing", String.join(", ", left)));
    }

    /**
     * Taken over, and removed with all temporary access of this run to the project: at its end.
     *
     * @throws NotBegun when another controller uses it, perhaps for a server that this run does not move
     */
    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        String project = context.resource().text(PROJECT);
        Memberships memberships = Memberships.of(context);
        memberships.sharedWith(project).ifPresent(other -> {
            throw new NotBegun("is not left: " + other + " uses it, and removes it at its end");
        });
        memberships.takeOver(project);
        return ChangeResult.now(project);
    }
}
