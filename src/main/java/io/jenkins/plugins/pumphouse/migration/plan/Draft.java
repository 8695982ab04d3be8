package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change but for the decision. */
record Draft(Resource resource, List<Reference> needs, boolean requested, String detail, List<String> leftBehind) {
    Change create() {
        return create("");
    }

    Change create(String reason) {
        return change(Decision.CREATE, reason, List.of(), null, leftBehind);
    }

    /** The same, once another object has come. */
    Draft after(Resource other) {
        List<Reference> all = new ArrayList<>(needs);
        all.add(Reference.to(other.kind(), other.id()));
        return new Draft(resource, all, requested, detail, leftBehind);
    }

    /** The same, with what an existing marked object lacks. */
    Draft with(List<String> lacking) {
        List<String> left = new ArrayList<>(leftBehind);
        left.addAll(lacking);
        return new Draft(resource, needs, requested, detail, left);
    }

    /** @param marked whether Pumphouse created it, so that it may lack what its cloud has refused */
    Change reuse(Resource existing, String reason, boolean marked) {
        return change(Decision.REUSE, reason, List.of(), existing, marked ? leftBehind : List.of());
    }

    Change skip(String reason) {
        return change(Decision.SKIP, reason, List.of(), null, List.of());
    }

    Change conflict(String reason) {
        return change(Decision.CONFLICT, reason, List.of(), null, List.of());
    }

    /** @param why why it is a conflict, if it is one */
    Change different(Resource existing, List<Difference> differences, Decision decision, String why) {
        String reason = decision == Decision.CONFLICT ? why : "";
        return change(decision, reason, differences, existing, decision == Decision.UPDATE ? leftBehind : List.of());
    }

    /** @param unasked what becomes of a counterpart that the step only needs */
    Change unasked(Resource existing, List<Difference> differences, Unasked unasked) {
        return change(unasked.decision(), unasked.reason(), differences, existing, leftBehind);
    }

    private Change change(
            Decision decision, String reason, List<Difference> differences, Resource existing, List<String> left) {
        return new Change(
                resource, decision, reason, differences, Optional.ofNullable(existing), needs, requested, detail, left);
    }
}
