package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.migration.type.AmbiguousEntry;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Demand;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One look at all objects that a selection asks for, and at what those need, each after what it needs itself. */
final class PlanPass {
    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;
    private final CloudInventory target;
    private final Translation translation;
    private final Budget budget;
    private final Matcher matcher;
    private final MappedStandIns standIns;
    private final Recognition recognition;
    private final Map<ResourceKey, Change> decided = new LinkedHashMap<>();
    private final Set<ResourceKey> requested = new HashSet<>();
    private final Set<ResourceKey> visiting = new HashSet<>();
    /** What others only refer to, and what is decided on before them all the same, as it comes. */
    private final Set<ResourceKey> expected;
    /** What was referred to and neither stood on the target nor was decided. */
    private final Set<ResourceKey> missed = new HashSet<>();

    /** @param expected what the pass before has decided to make only after something that refers to it */
    PlanPass(
            Function<Kind, ResourceType> types,
            CloudInventory source,
            CloudInventory target,
            Translation translation,
            Allowance allowance,
            Set<ResourceKey> expected) {
        this.types = types;
        this.budget = new Budget(source, target, translation, allowance);
        this.source = source;
        this.target = target;
        this.translation = translation;
        this.matcher = new Matcher(source, target, translation);
        this.standIns = new MappedStandIns(target, source.mapping(), translation);
        this.recognition = new Recognition(types, source, translation, matcher, standIns);
        this.expected = expected;
    }

    Plan plan(List<Kind> kinds, Selection selection) {
        Selected selected = Selected.of(kinds, selection, source, types);
        selected.unread().forEach(change -> {
            requested.add(change.key());
            decided.put(change.key(), change);
        });
        request(selected.resources());
        for (Kind kind : kinds) {
            request(types.apply(kind).remains(selected.resources(), target, translation));
        }
        Set<ResourceKey> used = new PlanScope(requested, decided).of(PlanScope::comes);
        Unbrought unbrought = new Unbrought(types, source, matcher, used);
        return new Plan(decided.values().stream()
                .filter(c -> used.contains(c.key()) || c.decision() == Decision.CONFLICT)
                .map(unbrought::told)
                .toList());
    }

    /** What the plan makes only after something that refers to it, and could have it. */
    Set<ResourceKey> late() {
        return missed.stream().filter(this::isMade).collect(Collectors.toSet());
    }

    private boolean isMade(ResourceKey key) {
        Change change = decided.get(key);
        return change != null && change.decision() == Decision.CREATE;
    }

    List<Demand> demands() {
        return budget.of(new PlanScope(requested, decided)
                .of(change -> PlanScope.comes(change) || budget.isRefused(change.key())));
    }

    private void request(List<Resource> resources) {
        resources.forEach(resource -> requested.add(ResourceKey.of(resource)));
        resources.forEach(this::visit);
    }

    /** Depth first: an object is decided after all that it needs, which is also the order of the plan. */
    private void visit(Resource resource) {
        ResourceKey self = ResourceKey.of(resource);
        if (!visiting.add(self)) {
            return;
        }
        try {
            decided.put(self, decide(resource, types.apply(resource.kind())));
            if (decided.get(self).decision() == Decision.CREATE) {
                translation.announce(self.kind(), self.id());
            }
        } catch (CloudException e) {
            Draft draft = new Draft(resource, List.of(), requested.contains(self), "", List.of());
            decided.put(self, draft.conflict(Unread.reason(e)));
        }
    }

    private Change decide(Resource resource, ResourceType type) {
        boolean asked = requested.contains(ResourceKey.of(resource));
        Optional<String> ambiguous = AmbiguousEntry.of(resource, type, source);
        if (ambiguous.isPresent()) {
            return new Draft(resource, List.of(), asked, type.detail(resource, source), List.of())
                    .conflict(ambiguous.get());
        }
        Optional<String> skipped = matcher.skips(resource)
                ? Optional.of("is left alone, as mapping: " + resource.kind().mappingKey() + ": says")
                : type.skipped(resource, source);
        if (skipped.isPresent()) {
            return new Draft(resource, List.of(), asked, type.detail(resource, source), List.of()).skip(skipped.get());
        }
        if (resource.text(Resource.UNREAD) != null) {
            return unread(resource, type, asked);
        }
        List<Reference> needs = needs(resource, type);
        List<String> left = new ArrayList<>();
        List<Reference> lost = new ArrayList<>();
        for (Reference need : needs) {
            if (need.required()) {
                if (!met(need)) {
                    lost.add(need);
                }
            } else if (need.bond() == Reference.Bond.IF_THERE) {
                if (!recognition.learn(need)) {
                    lost.add(need);
                }
            } else {
                unlinked(need).ifPresent(left::add);
            }
        }
        left.addAll(type.leftBehind(resource, source, target, translation));
        Draft draft = new Draft(resource, needs, asked, type.detail(resource, source), left);
        if (!lost.isEmpty()) {
            return lost(draft, type, lost.get(0));
        }
        Optional<Change> obstacle = obstacle(
                needs.stream().filter(need -> !type.canDoWithout(need, target)).toList());
        return obstacle.isPresent()
                ? hindered(resource, type, draft, obstacle.get())
                : budget.afforded(matcher.match(resource, type, draft), type, draft, requested);
    }

    /** Of what was deleted between the list and the look at its parts there is nothing to bring. */
    private Change unread(Resource resource, ResourceType type, boolean asked) {
        Draft draft = new Draft(resource, List.of(), asked, "", List.of());
        return type.readOne(source, resource.id()).isEmpty()
                ? draft.skip("was deleted on " + source.cloud().name() + " while the plan was made")
                : draft.conflict("cannot be read as a whole: " + resource.text(Resource.UNREAD));
    }

    /** What the type says, and the quota of the project that pays for the object, where that is to be set as well. */
    private List<Reference> needs(Resource resource, ResourceType type) {
        List<Reference> needs = new ArrayList<>();
        type.payer(resource)
                .map(project -> new ResourceKey(Kind.QUOTA, project))
                .filter(quota -> requested.contains(quota) && !quota.equals(ResourceKey.of(resource)))
                .ifPresent(quota -> needs.add(Reference.companion(quota.kind(), quota.id())));
        needs.addAll(type.needs(resource, source));
        return needs;
    }

    /** Decides on what is needed; false when the source has no such object and no mapping stands in for it. */
    private boolean met(Reference need) {
        Optional<Resource> needed = source.find(need.kind(), need.id());
        if (needed.isEmpty()) {
            return standIns.learn(need.key(), types.apply(need.kind()));
        }
        if (need.bond() == Reference.Bond.KNOWN && !expected.contains(need.key())) {
            recognition.recognize(needed.get());
        } else {
            visit(needed.get());
        }
        return true;
    }

    /** Decides on what the object can be without, and says if it will not have it on the target. */
    private Optional<String> unlinked(Reference need) {
        try {
            met(need);
        } catch (CloudException e) {
            return Optional.of(need.kind() + " " + need.id() + " (" + Unread.reason(e) + ")");
        }
        if (need.bond() != Reference.Bond.KNOWN) {
            return Optional.empty();
        }
        if (isMade(need.key()) || translation.known(need.kind(), need.id()).isPresent()) {
            return Optional.empty();
        }
        missed.add(need.key());
        return Optional.of(source.find(need.kind(), need.id())
                .map(other -> need.kind() + " " + other.name() + " (not on "
                        + target.cloud().name() + ")")
                .orElseGet(() ->
                        need.kind() + " " + need.id() + " (" + source.cloud().name() + " no longer has it)"));
    }

    private Change lost(Draft draft, ResourceType type, Reference need) {
        Optional<String> mapped = standIns.word(need.key(), types.apply(need.kind()));
        if (mapped.isPresent()) {
            return draft.conflict("refers to " + need.kind() + " " + need.id() + ", for which mapping: "
                    + need.kind().mappingKey() + ": names " + mapped.get() + ", and "
                    + target.cloud().name() + " has no " + need.kind() + " of that name, or more than one. Correct the"
                    + " mapping");
        }
        String reason =
                need.kind() + " " + need.id() + ", which " + source.cloud().name()
                        + " no longer has. To migrate it anyway, name the " + need.kind() + " of "
                        + target.cloud().name() + " to use instead, in mapping: "
                        + need.kind().mappingKey() + ": {" + need.id() + ": …}"
                        + types.apply(need.kind()).whereLost();
        return type.isRemnantWithout(need)
                ? draft.skip("is left over from " + reason)
                : draft.conflict("refers to " + reason);
    }

    /**
     * Something that the object needs will not come. An equal counterpart is there without it; what is refused for
     * reasons of its own says those too, so that they are not found out one a run.
     */
    private Change hindered(Resource resource, ResourceType type, Draft draft, Change nearest) {
        Change obstacle = root(nearest);
        String why = "needs " + obstacle.resource().kind() + " "
                + obstacle.resource().name();
        if (obstacle.decision() == Decision.SKIP) {
            return draft.skip(why + ", which is skipped: " + obstacle.reason());
        }
        Change alone = matcher.match(resource, type, draft);
        if (type.standsAlone(alone)) {
            return alone;
        }
        budget.hindered(alone, type, obstacle, requested);
        boolean refused =
                alone.decision() == Decision.CONFLICT && alone.existing().isEmpty();
        return draft.conflict(why + ", which is in conflict" + (refused ? "; " + alone.reason() : ""));
    }

    /** What all the others are blocked by: that is what a person has to mend. */
    private Change root(Change obstacle) {
        return obstacle(obstacle.needs()).map(this::root).orElse(obstacle);
    }

    private Optional<Change> obstacle(List<Reference> needs) {
        return needs.stream()
                .filter(Reference::required)
                .map(need -> decided.get(need.key()))
                .filter(c -> c != null && (c.decision() == Decision.CONFLICT || c.decision() == Decision.SKIP))
                .findFirst();
    }
}
