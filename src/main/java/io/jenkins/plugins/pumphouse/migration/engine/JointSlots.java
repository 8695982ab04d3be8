package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Stages;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Slots in which what has to be worked on at the same time takes one: the first of them waits for it, the others begin
 * with the first, and it is free again when all that have begun have ended. With a slot each they would wait for one
 * another for ever where there are fewer slots than there are of them.
 */
final class JointSlots {
    private final Slots slots;
    private final Map<String, Joint> joints = new HashMap<>();

    /** Those that are worked on at the same time. */
    private static final class Joint {
        final CompletableFuture<Void> begun = new CompletableFuture<>();
        final CompletableFuture<Void> over = new CompletableFuture<>();
        int parts;
    }

    JointSlots(Slots slots) {
        this.slots = slots;
    }

    /** @param together what is worked on at the same time as {@code work}; empty for work that stands alone */
    <T> CompletableFuture<T> in(Optional<String> together, Supplier<? extends CompletionStage<T>> work) {
        if (together.isEmpty()) {
            return slots.in(work);
        }
        String name = together.get();
        Joint joint = join(name);
        return joint.begun.thenCompose(mine -> Stages.begin(work)).whenComplete((done, failure) -> leave(name, joint));
    }

    private Joint join(String name) {
        Joint joint;
        synchronized (this) {
            joint = joints.get(name);
            if (joint != null) {
                joint.parts++;
                return joint;
            }
            joint = new Joint();
            joint.parts = 1;
            joints.put(name, joint);
        }
        Joint first = joint;
        slots.in(() -> {
                    first.begun.complete(null);
                    return first.over;
                })
                .whenComplete((over, failure) -> {
                    if (failure != null) {
                        first.begun.completeExceptionally(Stages.cause(failure)); // the run has ended
                    }
                });
        return joint;
    }

    private void leave(String name, Joint joint) {
        synchronized (this) {
            if (--joint.parts > 0) {
                return;
            }
            joints.remove(name, joint);
        }
        joint.over.complete(null);
    }

    void close() {
        slots.close();
    }
}
