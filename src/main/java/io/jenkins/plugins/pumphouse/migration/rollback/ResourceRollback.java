package io.jenkins.plugins.pumphouse.migration.rollback;

import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.PartType;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the plan that would bring objects to the target round: what a migration has created goes, last first, unless
 * somebody has changed it or uses it; then also what it needs and what is part of it stays. What carries no such mark
 * is never touched. Reads both clouds and writes to none.
 */
public final class ResourceRollback {
    /** What a difference says of the side that does not have a part. */
    private static final String NOTHING = "nothing";

    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;
    private final CloudInventory target;
    private final Collection<Kind> removable;
    private final Collection<Kind> updated;
    /** Empty when the marks have to tell. */
    private final Collection<CreatedObject> created;

    private final Function<Resource, List<String>> others;

    /**
     * @param removable the kinds that are removed at all
     * @param updated the kinds of which it is said what a build has updated
     * @param created what a build has created or updated, and only that; empty for all that is marked
     * @param others what services have of a project of which no step moves anything, in words
     */
    public ResourceRollback(
            Function<Kind, ResourceType> types,
            CloudInventory source,
            CloudInventory target,
            Collection<Kind> removable,
            Collection<Kind> updated,
            Collection<CreatedObject> created,
            Function<Resource, List<String>> others) {
        this.others = others;
        this.types = types;
        this.source = source;
        this.target = target;
        this.removable = removable;
        this.updated = updated;
        this.created = List.copyOf(created);
    }

    /**
     * A change for each object that is on the target: {@link Decision#ROLL_BACK}, or {@link Decision#SKIP} with the
     * reason; what has to go first stands first.
     *
     * @param forward the plan that would bring the objects to the target now
     */
    public Plan of(Plan forward) {
        List<Change> there = forward.changes().stream()
                .filter(change -> change.existing().isPresent()
                        || change.decision() == Decision.CONFLICT
                        || AdoptedVolume.isBetween(change))
                .filter(change -> !isPart(change))
                .toList();
        Set<String> going = new HashSet<>();
        there.forEach(change -> change.existing().ifPresent(existing -> going.add(existing.id())));
        KeptObjects kept = new KeptObjects(there, going);
        TargetUse use = new TargetUse(target, Set.copyOf(going), going, others);
        List<Change> parts = forward.changes().stream().filter(this::isPart).toList();
        for (Change part : parts) {
            added(part)
                    .ifPresent(reason -> wholes(part, there).forEach(change -> {
                        kept.use(change);
                        kept.keep(change, reason);
                    }));
        }
        there.forEach(change -> whyNot(change, kept).ifPresent(reason -> kept.keep(change, reason)));
        List<Change> staying;
        do { // what a group names that stays keeps other projects
            kept.spread(use);
            staying = there.stream()
                    .filter(group -> isNeutrons(group) && kept.reason(group) == null)
                    .filter(group -> !projectGoes(group, there, kept))
                    .toList();
            staying.forEach(group -> kept.keep(group, "stays as long as its project"));
        } while (!staying.isEmpty());
        List<Change> backward = new ArrayList<>();
        Map<ResourceKey, List<Reference>> first = kept.dependents();
        parts.forEach(part -> wholes(part, there)
                .filter(whole -> kept.reason(whole) == null)
                .forEach(whole -> waits(part, whole, first)));
        for (Change change : there) {
            String reason = kept.reason(change);
            backward.add(new Change(
                    change.resource(),
                    reason == null ? Decision.ROLL_BACK : Decision.SKIP,
                    reason == null ? unknown(change) : reason,
                    List.of(),
                    change.existing(),
                    first.getOrDefault(change.key(), List.of()),
                    true,
                    change.detail(),
                    reason == null ? leftBehind(change) : List.of()));
        }
        Collections.reverse(backward);
        List<Change> updates = new FormerUpdates(target, updated).of(created, backward);
        backward.addAll(new QuotaRollback(source, target).of(created, backward));
        backward.addAll(updates);
        return new Plan(backward);
    }

    private static Stream<Change> wholes(Change part, List<Change> there) {
        return there.stream()
                .filter(change -> part.resource().id().equals(change.resource().id()))
                .filter(change -> part.needs().stream()
                        .anyMatch(need -> need.required() && need.key().equals(change.key())));
    }

    /** What a part names goes after the whole; but groups name each other, and Neutron lets go of those. */
    private static void waits(Change part, Change whole, Map<ResourceKey, List<Reference>> first) {
        Reference self = new Reference(whole.key(), Reference.Bond.REQUIRED);
        part.needs().stream()
                .filter(need -> !need.kind().equals(whole.resource().kind()))
                .forEach(need -> first.computeIfAbsent(need.key(), any -> new ArrayList<>())
                        .add(self));
    }

    /** Goes with what it is a part of: rules with their group, members with theirs. */
    private boolean isPart(Change change) {
        Kind kind = change.resource().kind();
        return !removable.contains(kind) && types.apply(kind) instanceof PartType;
    }

    /** Nobody deletes it after its project, and its rules would keep what they name, such as an address group. */
    private static boolean projectGoes(Change group, List<Change> there, KeptObjects kept) {
        return there.stream()
                .filter(change -> change.resource().kind().equals(Kind.PROJECT))
                .filter(project -> kept.reason(project) == null)
                .flatMap(project -> project.existing().stream())
                .anyMatch(project -> project.id()
                        .equals(group.existing()
                                .map(own -> own.text("tenant_id"))
                                .orElse(null)));
    }

    /** Neutron makes it by itself, and it goes with its project. */
    static boolean isNeutrons(Change change) {
        return change.resource().kind().equals(SecurityGroupType.KIND)
                && SecurityGroupType.isDefault(change.resource().json());
    }

    /** What somebody has added to an object since it was made, which would go with it. */
    private Optional<String> added(Change part) {
        List<String> added = part.differences().stream()
                .filter(difference -> NOTHING.equals(difference.source()))
                .map(difference -> difference.field() + " " + difference.target())
                .toList();
        return added.isEmpty() || source.options().safeguards().evenIfChanged()
                ? Optional.empty()
                : Optional.of("stays: somebody has added " + String.join(", ", added)
                        + "; force: true removes it anyway, and loses that");
    }

    private Optional<String> whyNot(Change change, KeptObjects kept) {
        String on = target.cloud().name();
        if (AdoptedVolume.isBetween(change)) {
            return types.apply(change.resource().kind()).goesBackWith(change.resource(), source);
        }
        if (change.existing().isEmpty()) {
            return Optional.of("what of it is on " + on + " cannot be told: it " + change.reason());
        }
        Kind kind = change.resource().kind();
        if (!removable.contains(kind)) {
            return Optional.of("stays: pumpRollback removes no " + kind + "; delete it yourself if nothing needs it");
        }
        if (isNeutrons(change)) {
            return Optional.empty(); // with its project, or not at all
        }
        if (!isMadeByTheMigration(change)) {
            return Optional.of(
                    created.isEmpty()
                            ? "stays: it was not made for this, or carries no mark"
                            : "stays: that build has not made it");
        }
        ResourceType type = types.apply(kind);
        boolean changed = change.decision() != Decision.REUSE
                && (change.differences().isEmpty()
                        || !change.differences().stream().allMatch(type::isOfRemoval));
        if (changed && !source.options().safeguards().evenIfChanged()) {
            kept.use(change);
            String differences =
                    change.differences().stream().map(Difference::toString).collect(Collectors.joining(", "));
            return Optional.of((differences.isEmpty() ? change.reason() : differences)
                    + "; force: true removes it anyway, and loses that");
        }
        return Optional.empty();
    }

    private boolean isMadeByTheMigration(Change change) {
        Resource existing = change.existing().orElseThrow();
        ResourceType type = types.apply(change.resource().kind());
        if (!created.isEmpty()) {
            return created.stream()
                    .anyMatch(one -> !one.onlyUpdated()
                            && one.kind().equals(existing.kind().word())
                            && one.source().equals(change.resource().id())
                            && one.target().equals(existing.id()));
        }
        return type.isMadeFor(Mark.of(source.cloud(), change.resource()), existing, target);
    }

    /** What no service tells, so that a person has to judge it. */
    private static String unknown(Change change) {
        return change.resource().kind().equals(UserType.KIND) ? UserType.UNKNOWN : "";
    }

    private List<String> leftBehind(Change change) {
        return change.resource().kind().equals(Kind.PROJECT) && created.isEmpty()
                ? OwnFlavors.left(change.existing().orElseThrow(), target)
                : List.of();
    }
}
