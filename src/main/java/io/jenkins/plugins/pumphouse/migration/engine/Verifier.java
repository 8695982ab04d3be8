package io.jenkins.plugins.pumphouse.migration.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads back what a run wrote and holds it against what was wanted: with one list a kind and project, however many
 * objects were written, so that proof costs next to nothing.
 */
public final class Verifier {
    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;
    private final CloudInventory target;
    private final Translation translation;

    /** @param target must be new: what was read for the plan is no proof */
    public Verifier(
            Function<Kind, ResourceType> types, CloudInventory source, CloudInventory target, Translation translation) {
        this.types = types;
        this.source = source;
        this.target = target;
        this.translation = translation.strict();
    }

    /** The outcomes in their order; one that does not read back as it was wanted has become a failure. */
    public List<Outcome> verify(Plan plan, List<Outcome> outcomes) {
        List<Outcome> verified = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            Change change = plan.changes().get(i);
            boolean written = outcome.end() == End.CREATED || outcome.end() == End.UPDATED;
            // what was rolled back is not what would be brought
            verified.add(written && change.decision() != Decision.ROLL_BACK ? readBack(change, outcome) : outcome);
        }
        return verified;
    }

    /** One odd answer costs the object that it is about, and no other. */
    private Outcome readBack(Change change, Outcome outcome) {
        try {
            return verify(change, outcome);
        } catch (RuntimeException e) {
            return outcome.failed(
                    "was written, but could not be read back: " + Outcomes.explanation(change, Stages.cause(e)));
        }
    }

    private Outcome verify(Change change, Outcome outcome) {
        Resource resource = change.resource();
        ResourceType type = types.apply(resource.kind());
        Scope scope = type.counterparts(resource, translation);
        Optional<Resource> found = target.candidates(resource.kind(), scope).withId(outcome.target());
        if (found.isEmpty()) {
            return outcome.failed(
                    "was written, but " + target.cloud().name() + " does not list it as " + outcome.target());
        }
        if (type.standsAlone(change)) {
            return outcome; // what it needs may be gone from the target
        }
        ObjectNode wanted = type.wanted(resource, source, translation, source.mapping());
        List<Difference> differences = type.verify(wanted, found.get());
        return differences.isEmpty()
                ? outcome
                : outcome.failed("does not read back as it was written on "
                        + target.cloud().name() + ": "
                        + differences.stream()
                                .map(d -> d.between(
                                                source.cloud().name(),
                                                target.cloud().name())
                                        .toString())
                                .collect(Collectors.joining(", ")));
    }
}
