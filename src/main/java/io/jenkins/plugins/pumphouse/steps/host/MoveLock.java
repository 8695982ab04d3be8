package io.jenkins.plugins.pumphouse.steps.host;

import hudson.model.Run;
import io.jenkins.plugins.pumphouse.host.MoveClaim;
import io.jenkins.plugins.pumphouse.host.MoveLocks;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The part of a running step in {@link MoveLocks}: its owner is the step's place in its build. */
final class MoveLock {
    private final String owner;
    private final String shown;
    private final Run<?, ?> build;
    private String told;

    MoveLock(StepContext context, String step) throws IOException, InterruptedException {
        build = context.get(Run.class);
        // Not the build's name, which a script may choose: several builds may have the same.
        owner = build.getExternalizableId() + " " + context.get(FlowNode.class).getId();
        shown = step + " in " + named(build);
    }

    private static String named(Run<?, ?> build) {
        String name = build.getFullDisplayName();
        String number = "#" + build.getNumber();
        return name.endsWith(number) ? name : name + " (" + number + ")";
    }

    /** Takes what is claimed; else tells who holds it. */
    Optional<String> take(List<MoveClaim> claims) {
        return MoveLocks.ofThisController().take(owner, shown, claims, build::isBuilding);
    }

    /** As {@link #take(List)}, with a line whenever it is another one who holds it. */
    Optional<String> take(List<MoveClaim> claims, Consumer<String> lines) {
        Optional<String> holder = take(claims);
        if (holder.isPresent() && !holder.get().equals(told)) {
            lines.accept("waiting   " + holder.get() + "; this step waits until that has ended");
        }
        told = holder.orElse(null);
        return holder;
    }

    void release() {
        MoveLocks.ofThisController().release(owner);
    }
}
