package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Removes one object from the target that a migration has created, once its mark is seen again. */
public final class TargetRemoval {
    private TargetRemoval() {}

    /**
     * @param removal sends what removes the object as it is now
     * @throws NotBegun when it is no longer marked, or its service says that it is in use
     */
    public static CompletionStage<ChangeResult> of(
            ChangeContext context, ResourceType type, Consumer<Resource> removal) {
        CloudInventory targets = context.targets().anew();
        return removed(context, type, targets, now -> {
            if (!type.isMadeFor(context.mark(), now, targets)) {
                throw new NotBegun(
                        "since the plan was made, its mark has gone: delete it yourself if nothing needs it");
            }
            removal.accept(now);
        });
    }

    /**
     * The same of an object that a service has made by itself for another that goes too.
     *
     * @param removal sends what removes the object as it is now
     * @throws NotBegun when its service says that it is in use
     */
    public static CompletionStage<ChangeResult> ofPart(
            ChangeContext context, ResourceType type, Consumer<Resource> removal) {
        return removed(context, type, context.targets().anew(), removal);
    }

    /**
     * The same of an object in which its service keeps no mark: it must be what it was when the plan was made.
     *
     * @param removal sends what removes the object as it is now
     * @throws NotBegun when it has changed since, or its service says that it is in use
     */
    public static CompletionStage<ChangeResult> ofUnmarked(
            ChangeContext context, ResourceType type, Consumer<Resource> removal) {
        Resource planned = context.existing().orElseThrow();
        return removed(context, type, context.targets().anew(), now -> {
            if (!now.json().equals(planned.json())) {
                throw new NotBegun("was changed since the plan was made: run again, which looks at it anew");
            }
            removal.accept(now);
        });
    }

    private static CompletionStage<ChangeResult> removed(
            ChangeContext context, ResourceType type, CloudInventory targets, Consumer<Resource> removal) {
        String id = context.existing().orElseThrow().id();
        Optional<Resource> now = type.readOne(targets, id);
        if (now.isEmpty()) {
            return ChangeResult.now(id, "was gone already");
        }
        try {
            removal.accept(now.get());
        } catch (CloudException.NotFound e) {
            if (type.readOne(context.targets().anew(), id).isPresent()) {
                throw e; // one 404 is no proof
            }
            return ChangeResult.now(id, "was gone already");
        } catch (CloudException.Conflict e) {
            throw new NotBegun(
                    "stays, as it is in use: " + e.serviceMessage() + " Remove what uses it, then run again");
        }
        return ChangeResult.now(id, "was " + id + " on " + context.target().name());
    }
}
