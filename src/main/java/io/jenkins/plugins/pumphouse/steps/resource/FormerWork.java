package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.report.CreatedObjects;
import io.jenkins.plugins.pumphouse.report.IncompleteReports;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * What a {@link FormerBuild} did. The build is found when the step starts, as only that thread has the build's
 * authentication. Its reports may have thousands of objects and are read where the step works, since Jenkins gives the
 * thread of the script only seconds.
 */
record FormerWork(String text, String job, int number) implements Serializable {
    /** @param text as the operator has written it */
    static FormerWork of(String text, Run<?, ?> build) {
        return new FormerWork(text, build.getParent().getFullName(), build.getNumber());
    }

    /** Ids on the source of the servers that it moved, at least one. */
    List<String> moved() throws AbortException {
        Run<?, ?> found = build();
        MigrationAction action = found.getAction(MigrationAction.class);
        try {
            return some(
                    action == null ? List.of() : action.movedServers(),
                    found,
                    "has moved no server: name another build.");
        } catch (AbortException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(found, "which servers it moved", e, "name them in instances.");
        }
    }

    /** What it has created on the target, at least one object; servers aside. */
    List<CreatedObject> created() throws AbortException {
        Run<?, ?> found = build();
        MigrationAction action = found.getAction(MigrationAction.class);
        try {
            List<CreatedObject> created = action == null ? List.of() : CreatedObjects.of(action);
            return some(created, found, "has created nothing but servers, or nothing at all: name another build.");
        } catch (AbortException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(found, "what it created", e, "name the tenant instead.");
        }
    }

    /**
     * What of it nobody has written down: a step whose agent was lost, or whose Jenkins was restarted, knows only of
     * its last try.
     */
    Optional<String> gap() throws AbortException {
        Run<?, ?> found = build();
        MigrationAction action = found.getAction(MigrationAction.class);
        return action == null || !IncompleteReports.isIn(action)
                ? Optional.empty()
                : Optional.of(
                        "a step of " + found.getFullDisplayName() + " lost its agent, or Jenkins was restarted: what"
                                + " it did before that is in its log and in no report, and stays. Name it in instances or tenant"
                                + " to take it back, too.");
    }

    private <T> List<T> some(List<T> found, Run<?, ?> of, String otherwise) throws AbortException {
        if (found.isEmpty()) {
            throw refused(of.getFullDisplayName() + " " + otherwise);
        }
        return found;
    }

    private AbortException unreadable(Run<?, ?> found, String what, IOException why, String instead) {
        return refused("a report of " + found.getFullDisplayName() + " cannot be read, so " + what + " is not known ("
                + why.getMessage() + "); " + instead);
    }

    @SuppressWarnings("try") // the context works by being open
    private Run<?, ?> build() throws AbortException {
        Run<?, ?> build;
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) { // the build that asks was allowed to when it began
            Job<?, ?> known = Jenkins.get().getItemByFullName(job, Job.class);
            build = known == null ? null : known.getBuildByNumber(number);
        }
        if (build == null) {
            throw refused(job + " has no build #" + number + "; it may have been deleted: name another build.");
        }
        return build;
    }

    private AbortException refused(String why) {
        return new AbortException("pumpRollback: build is '" + text + "': " + why + " Nothing was done.");
    }
}
