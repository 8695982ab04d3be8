package io.jenkins.plugins.pumphouse.steps.host;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.pumphouse.host.HeldMoves;
import io.jenkins.plugins.pumphouse.host.MoveClaim;
import io.jenkins.plugins.pumphouse.host.MoveLocks;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The part of a running step in {@link MoveLocks}: its owner is the step's place in its build. */
final class MoveLock {
    /** Full name of the job, number of the build, id of the step's node. */
    private static final Pattern OWNER = Pattern.compile("(.+)#(\\d{1,9}) \\S+");

    private final String step;
    /** The place of the step in its build. */
    private final String node;

    private final Run<?, ?> build;
    private final MovesAround around;
    private String told;

    /** Those of this controller; read when the first step asks. */
    private static final class OfController {
        static final MoveLocks LOCKS = new MoveLocks(
                new HeldMoves(Jenkins.get().getRootDir().toPath().resolve("pumphouse-moves.json")),
                MoveLock::isBuilding);
    }

    MoveLock(StepContext context, String step) throws IOException, InterruptedException {
        this.step = step;
        build = context.get(Run.class);
        node = context.get(FlowNode.class).getId();
        MovesAround outer = context.get(MovesAround.class);
        around = outer == null ? MovesAround.NONE : outer;
    }

    /** Not the build's name, which a script may choose: several builds may have the same. A job may be renamed. */
    private String owner(String step) {
        return build.getExternalizableId() + " " + step;
    }

    /** A job, or a folder around it, has another name: its builds keep what they hold. */
    static void renamed(String formerJob, String job) {
        String former = formerJob + "#";
        OfController.LOCKS.rename(
                owner -> owner.startsWith(former) ? job + "#" + owner.substring(former.length()) : owner);
    }

    private static String named(Run<?, ?> build) {
        String name = build.getFullDisplayName();
        String number = "#" + build.getNumber();
        return name.endsWith(number) ? name : name + " (" + number + ")";
    }

    /** Whether the build of an owner from before a restart runs: one that is gone, or has ended, holds nothing. */
    @SuppressWarnings("try") // the context works by being open
    private static boolean isBuilding(String owner) {
        Matcher parts = OWNER.matcher(owner);
        if (!parts.matches()) {
            return false;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) { // whatever the build that asks may see
            Job<?, ?> job = Jenkins.get().getItemByFullName(parts.group(1), Job.class);
            Run<?, ?> held = job == null ? null : job.getBuildByNumber(Integer.parseInt(parts.group(2)));
            return held != null && held.isBuilding();
        }
    }

    /**
     * Takes what is claimed; else tells who holds it.
     *
     * @throws AbortException if that is a step in whose block this one stands, which would wait for it
     */
    Optional<String> take(List<MoveClaim> claims) throws AbortException {
        for (String outer : around.nodes()) {
            Optional<String> held = OfController.LOCKS.heldBy(owner(outer), claims);
            if (held.isPresent()) {
                throw new AbortException(step + ": " + held.get()
                        + ", in whose block this step stands: each would wait for the other. Put " + step
                        + " before or after that step. Nothing was done.");
            }
        }
        return OfController.LOCKS.take(owner(node), step + " in " + named(build), claims, build::isBuilding);
    }

    /** As {@link #take(List)}, with a line whenever it is another one who holds it. */
    Optional<String> take(List<MoveClaim> claims, Consumer<String> lines) throws AbortException {
        Optional<String> holder = take(claims);
        if (holder.isPresent() && !holder.get().equals(told)) {
            lines.accept("waiting   " + holder.get() + "; this step waits until that has ended");
        }
        told = holder.orElse(null);
        return holder;
    }

    /** Keeps what the step held before a restart; it may have to wait for its agent before it takes it again. */
    void keep() {
        OfController.LOCKS.keep(owner(node), build::isBuilding);
    }

    /** What steps in a block of this one are told. */
    MovesAround within() {
        return around.with(node);
    }

    void release() {
        OfController.LOCKS.release(owner(node));
    }
}
