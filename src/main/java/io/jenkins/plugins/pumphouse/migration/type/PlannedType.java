package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import java.util.Map;
import java.util.Optional;

/** Why an object of a sort is not made, or not yet: what a plan asks before anything is touched. */
public abstract class PlannedType extends IdentifiedType {
    /**
     * Whether an object that refers to {@code lost}, which the source no longer has, is itself only a leftover: then it
     * is skipped, not a conflict. By default this holds for what a deleted project has left behind.
     */
    public boolean isRemnantWithout(Reference lost) {
        return lost.kind().equals(Kind.PROJECT);
    }

    /**
     * What belongs to {@code resource} and comes only where a step is asked for it, each with what is said where it
     * does not: {@code "its 2 rules (pumpSecgroups(tenant: 'ops') brings them)"}.
     */
    public Map<ResourceKey, String> apart(Resource resource, CloudInventory source) {
        return Map.of();
    }

    /** The call of a step that brings what a project has, for a message. */
    protected static String step(String step, Resource owned, CloudInventory source) {
        String project = String.valueOf(owned.text("tenant_id"));
        return step + "(tenant: '"
                + source.find(Kind.PROJECT, project).map(Resource::entry).orElse(project) + "')";
    }

    /** How to come by an object of the sort that the source no longer has and others refer to; may be empty. */
    public String whereLost() {
        return "";
    }

    /** Why {@code resource} is rightly left alone ("is created by the cloud itself"); empty when it is not. */
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return Optional.empty();
    }

    /**
     * Why a rollback of objects leaves {@code resource} alone, as it goes back with another; empty when it does not.
     */
    public Optional<String> goesBackWith(Resource resource, CloudInventory source) {
        return Optional.empty();
    }

    /**
     * Why {@code resource}, which has no counterpart, cannot be made, and what to do; empty when it can. Asked before
     * anything is touched.
     */
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        return Optional.empty();
    }

    /** The same, where what stands for the object's parts decides. */
    public Optional<String> refused(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        return refused(resource, source, target);
    }

    /**
     * What of the target is in the way of an object that is to be made, and what to do.
     *
     * @param wanted the object in the target's terms; what is still to be made has {@linkplain Translation#isPending no
     *     id yet}
     */
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        return Optional.empty();
    }

    /**
     * What of the target is in the way of a change to an object that is there, and what to do.
     *
     * @param wanted the object in the target's terms
     */
    public Optional<String> obstructed(ObjectNode wanted, Resource existing, CloudInventory target) {
        return Optional.empty();
    }

    /** Whether an object is made although {@code need}, which it needs, is skipped because of what the target is. */
    public boolean canDoWithout(Reference need, CloudInventory target) {
        return false;
    }

    /**
     * Why {@code resource}, which the target does not have, is not created yet; empty when it is created now.
     *
     * @param wanted the object in the target's terms
     */
    public Optional<String> deferred(
            Resource resource, ObjectNode wanted, CloudInventory source, CloudInventory target) {
        return Optional.empty();
    }

    /** The same, where what stands for others decides. */
    public Optional<String> deferred(
            Resource resource,
            ObjectNode wanted,
            CloudInventory source,
            CloudInventory target,
            Translation translation) {
        return deferred(resource, wanted, source, target);
    }

    /**
     * Why an object that the target does not have, and that the step was not asked for but only needs, is not created;
     * empty when it is.
     *
     * @param wanted the object in the target's terms
     */
    public Optional<String> deferredUnasked(ObjectNode wanted, CloudInventory target) {
        return Optional.empty();
    }
}
