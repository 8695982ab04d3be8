package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Demand;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides what is to be done with every object that a selection asks for, and with all that those need.
 *
 * <p>Reads both clouds and writes to none. The translation that it fills goes on to the applier. What cannot be read
 * costs the object that it is about, and what needs that, and nothing else.
 */
public final class Planner {
    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;
    private final CloudInventory target;
    private final Translation translation;
    private final Allowance allowance;
    private List<Demand> demands = List.of();

    public Planner(
            Function<Kind, ResourceType> types,
            CloudInventory source,
            CloudInventory target,
            Translation translation,
            Allowance allowance) {
        this.types = types;
        this.source = source;
        this.target = target;
        this.translation = translation;
        this.allowance = allowance;
    }

    /**
     * Plans all objects of {@code kinds} that {@code selection} means, in the order of the kinds.
     *
     * <p>An object may refer to one that it can be without, and that comes only because something else needs it. Which
     * of the two a cloud lists first must not matter: where the one that is referred to was decided too late, the plan
     * is made once more with that one first.
     */
    public Plan plan(List<Kind> kinds, Selection selection) {
        Set<ResourceKey> expected = new HashSet<>();
        while (true) {
            translation.announceNone();
            allowance.release();
            PlanPass pass = new PlanPass(types, source, target, translation, allowance, expected);
            Plan plan = pass.plan(kinds, selection);
            if (!expected.addAll(pass.late())) {
                demands = pass.demands();
                return plan;
            }
        }
    }

    /**
     * What the objects take that the plan makes, and those that it would make if the quotas allowed them. Empty before
     * the plan is made.
     */
    public List<Demand> demands() {
        return demands;
    }
}
