package io.jenkins.plugins.pumphouse.migration.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From (kind, id on the source) to the id on the target: learnt from marks, natural keys, the operator's mapping, and
 * from what this run makes.
 *
 * <p>While planning, what is still to be made has no id: it translates to a {@linkplain #isPending placeholder} that
 * equals no id of any cloud. While applying, the {@linkplain #strict() strict} view refuses instead, so that a wrong id
 * can never reach a service.
 */
public final class Translation {
    private static final String PENDING = "(new ";

    private final Map<ResourceKey, String> ids;
    /** What the plan makes. */
    private final Set<ResourceKey> announced;

    private final boolean strict;
    private final String sourceCloud;
    private final String targetCloud;

    public Translation() {
        this(new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet(), false, "the source", "the target");
    }

    private Translation(
            Map<ResourceKey, String> ids,
            Set<ResourceKey> announced,
            boolean strict,
            String sourceCloud,
            String targetCloud) {
        this.ids = ids;
        this.announced = announced;
        this.strict = strict;
        this.sourceCloud = sourceCloud;
        this.targetCloud = targetCloud;
    }

    /** An empty one between clouds of these names. */
    public static Translation between(String sourceCloud, String targetCloud) {
        return new Translation(
                new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet(), false, sourceCloud, targetCloud);
    }

    /** The same ids, kept in step, but an unknown one is an error. */
    public Translation strict() {
        return new Translation(ids, announced, true, sourceCloud, targetCloud);
    }

    public void learn(Kind kind, String source, String target) {
        ids.put(new ResourceKey(kind, source), target);
    }

    /** That the plan makes an object. */
    public void announce(Kind kind, String source) {
        announced.add(new ResourceKey(kind, source));
    }

    /** That an object which was {@linkplain #announce announced} does not come. */
    public void withdraw(ResourceKey object) {
        announced.remove(object);
    }

    /** That a plan is made from the beginning. */
    public void announceNone() {
        announced.clear();
    }

    /**
     * What stands for an object on the target, or will once the plan is applied: while planning a placeholder; empty
     * for what does not come.
     */
    public Optional<String> coming(Kind kind, String source) {
        return known(kind, source)
                .or(() -> !strict && announced.contains(new ResourceKey(kind, source))
                        ? Optional.of(id(kind, source))
                        : Optional.empty());
    }

    public Optional<String> known(Kind kind, String source) {
        return Optional.ofNullable(ids.get(new ResourceKey(kind, source)));
    }

    /**
     * The target's id for an object of the source.
     *
     * @param id on the source; null translates to null, as an empty reference stays empty
     * @throws MigrationException in the strict view, when there is none
     */
    public String id(Kind kind, String id) {
        if (id == null) {
            return null;
        }
        String known = ids.get(new ResourceKey(kind, id));
        if (known == null && strict) {
            throw new MigrationException("No " + kind + " of " + targetCloud + " stands for " + kind + " " + id + " of "
                    + sourceCloud + ": it was not migrated. Migrate it, or add it to mapping:.");
        }
        return known != null ? known : PENDING + kind + " " + id + ')';
    }

    /**
     * The target's id of an object that may come or not: while planning a placeholder, while applying nothing where it
     * has not come.
     */
    public Optional<String> expected(Kind kind, String source) {
        return strict ? known(kind, source) : Optional.of(id(kind, source));
    }

    /** The source's ids by those of the target, so far; of several that one object stands for, the first of all. */
    public Map<String, String> sources() {
        Map<String, String> sources = new HashMap<>();
        ids.forEach((key, target) -> sources.merge(target, key.id(), (a, b) -> a.compareTo(b) < 0 ? a : b));
        return sources;
    }

    /** Whether {@code id} stands for an object that is still to be made. */
    public static boolean isPending(String id) {
        return id != null && id.startsWith(PENDING);
    }
}
