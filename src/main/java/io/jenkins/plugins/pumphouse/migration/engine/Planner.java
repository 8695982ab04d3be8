package io.jenkins.plugins.pumphouse.migration.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.Key;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mapping;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceType;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Selection;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides what is to be done with every object that a selection asks for, and with all that those need.
 *
 * <p>Reads both clouds and writes to none. The translation that it fills goes on to the applier.
 */
public final class Planner {
    private final Function<Kind, ResourceType> types;
    private final Inventory source;
    private final Inventory target;
    private final Mapping mapping;
    private final Translation translation;
    private final Map<Key, Change> decided = new LinkedHashMap<>();
    private final Set<Key> requested = new HashSet<>();
    private final Set<Key> visiting = new HashSet<>();
    private final Set<Key> recognizing = new HashSet<>();

    public Planner(
            Function<Kind, ResourceType> types,
            Inventory source,
            Inventory target,
            Mapping mapping,
            Translation translation) {
        this.types = types;
        this.source = source;
        this.target = target;
        this.mapping = mapping;
        this.translation = translation;
    }

    /** Plans all objects of {@code kinds} that {@code selection} means, in the order of the kinds. */
    public Plan plan(List<Kind> kinds, Selection selection) {
        List<Resource> selected = new ArrayList<>();
        for (Kind kind : kinds) {
            selected.addAll(types.apply(kind).select(selection, source));
        }
        request(selected);
        for (Kind kind : kinds) {
            request(types.apply(kind).remains(selected, target, translation));
        }
        Set<Key> used = new HashSet<>();
        requested.stream().map(decided::get).forEach(change -> use(change, used));
        return new Plan(decided.values().stream()
                .filter(c -> used.contains(c.key()) || c.decision() == Decision.CONFLICT)
                .toList());
    }

    private void request(List<Resource> resources) {
        resources.forEach(resource -> requested.add(Key.of(resource)));
        resources.forEach(this::visit);
    }

    /**
     * Marks a change and all that it needs as used. What only a refused object would need is not: a port for a server that
     * does not come would be left lying on the target.
     */
    private void use(Change change, Set<Key> used) {
        boolean needs = change.decision() != Decision.CONFLICT && change.decision() != Decision.SKIP;
        if (used.add(change.key()) && needs) {
            change.needs().stream().map(need -> decided.get(need.key())).filter(Objects::nonNull).forEach(c -> use(c, used));
        }
    }

    /** Depth first: an object is decided after all that it needs, which is also the order of the plan. */
    private void visit(Resource resource) {
        Key self = Key.of(resource);
        if (!visiting.add(self)) {
            return;
        }
        ResourceType type = types.apply(resource.kind());
        Optional<String> skipped = type.skipped(resource, source);
        List<Reference> needs = skipped.isPresent() ? List.of() : type.needs(resource, source);
        List<Reference> lost = new ArrayList<>();
        for (Reference need : needs) {
            Optional<Resource> needed = source.find(need.kind(), need.id());
            if (needed.isPresent() && need.bond() == Reference.Bond.KNOWN) {
                recognize(needed.get());
            } else if (needed.isPresent()) {
                visit(needed.get());
            } else if (need.required()) {
                lost.add(need);
            }
        }
        decided.put(self, decide(resource, type, skipped, needs, lost));
    }

    private Change decide(
            Resource resource,
            ResourceType type,
            Optional<String> skipped,
            List<Reference> needs,
            List<Reference> lost) {
        Draft draft = new Draft(resource, needs, requested.contains(Key.of(resource)), type.detail(resource));
        if (skipped.isPresent()) {
            return draft.skip(skipped.get());
        }
        if (!lost.isEmpty()) {
            return draft.conflict("refers to " + lost.get(0).kind() + " " + lost.get(0).id() + ", which "
                    + source.cloud().name() + " does not have");
        }
        Optional<Change> obstacle = obstacle(needs);
        return obstacle.isPresent()
                ? hindered(resource, type, draft, obstacle.get())
                : match(resource, type, draft);
    }

    /**
     * Something that the object needs will not come. An equal counterpart is there without it; what is refused for reasons
     * of its own says those too, so that they are not found out one a run.
     */
    private Change hindered(Resource resource, ResourceType type, Draft draft, Change obstacle) {
        String why = "needs " + obstacle.resource().kind() + " " + obstacle.resource().name();
        if (obstacle.decision() == Decision.SKIP) {
            return draft.skip(why + ", which is skipped: " + obstacle.reason());
        }
        Change alone = match(resource, type, draft);
        if (alone.decision() == Decision.REUSE) {
            return alone;
        }
        boolean refused = alone.decision() == Decision.CONFLICT && alone.existing().isEmpty();
        return draft.conflict(why + ", which is in conflict" + (refused ? "; " + alone.reason() : ""));
    }

    private Optional<Change> obstacle(List<Reference> needs) {
        return needs.stream()
                .filter(Reference::required)
                .map(need -> decided.get(need.key()))
                .filter(c -> c != null && (c.decision() == Decision.CONFLICT || c.decision() == Decision.SKIP))
                .findFirst();
    }

    /** Learns what stands for {@code resource} on the target, if anything does, and plans nothing for it. */
    private void recognize(Resource resource) {
        if (translation.known(resource.kind(), resource.id()).isPresent() || !recognizing.add(Key.of(resource))) {
            return;
        }
        ResourceType type = types.apply(resource.kind());
        for (Reference need : type.needs(resource, source)) {
            source.find(need.kind(), need.id()).ifPresent(this::recognize);
        }
        match(resource, type, new Draft(resource, List.of(), false, ""));
    }

    private Change match(Resource resource, ResourceType type, Draft draft) {
        ObjectNode wanted = type.wanted(resource, source, translation, mapping);
        Scope scope = type.counterparts(resource, translation);
        List<Resource> candidates = Translation.isPending(scope.owner())
                ? List.of() // its project is still to be made, so nothing can be there
                : target.list(resource.kind(), scope);
        Counterpart found = Counterpart.find(type, source.cloud(), resource, wanted, candidates, mapping.of(resource));
        if (found.ambiguous().size() > 1) {
            return draft.conflict(found.ambiguity(target.cloud().name(), type, target));
        }
        if (found.match().isEmpty()) {
            return type.refused(resource, source, target).map(draft::conflict).orElseGet(draft::create);
        }
        Resource existing = found.match().get();
        translation.learn(resource.kind(), resource.id(), existing.id());
        if (found.adopted()) {
            return draft.reuse(existing, "mapped to " + existing.name());
        }
        List<Difference> differences = type.compare(wanted, existing, found.ours());
        if (differences.isEmpty()) {
            return draft.reuse(existing, "");
        }
        Decision decision = type.whenDifferent(existing, differences, found.ours(), target);
        return draft.different(existing, differences, decision, target.cloud().name());
    }

    /** A change but for the decision. */
    private record Draft(Resource resource, List<Reference> needs, boolean requested, String detail) {
        Change create() {
            return change(Decision.CREATE, "", List.of(), null);
        }

        Change reuse(Resource existing, String reason) {
            return change(Decision.REUSE, reason, List.of(), existing);
        }

        Change skip(String reason) {
            return change(Decision.SKIP, reason, List.of(), null);
        }

        Change conflict(String reason) {
            return change(Decision.CONFLICT, reason, List.of(), null);
        }

        Change different(Resource existing, List<Difference> differences, Decision decision, String target) {
            String reason = decision == Decision.CONFLICT
                    ? "is on " + target + " already, differs and bears no mark of a migration; rename one of them,"
                            + " or decide in mapping"
                    : "";
            return change(decision, reason, differences, existing);
        }

        private Change change(Decision decision, String reason, List<Difference> differences, Resource existing) {
            return new Change(resource, decision, reason, differences, Optional.ofNullable(existing), needs, requested,
                    detail);
        }
    }
}
