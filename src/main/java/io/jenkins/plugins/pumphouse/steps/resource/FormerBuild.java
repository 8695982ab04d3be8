package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.report.CreatedObjects;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/**
 * A build that moved servers, as an operator names it: of this job, or of another job that the running build may read
 * (Job/Read). To be looked for in the thread that starts a step, which has the build's authentication.
 *
 * @param refusal makes what is thrown of a sentence
 */
record FormerBuild(String text, Function<String, AbortException> refusal) {
    private static final Pattern NAME = Pattern.compile("(?:(.*\\S)\\s*#|#?)(\\d{1,9})");

    /**
     * Ids on the source of the servers that it moved, at least one.
     *
     * @param now the build that asks
     */
    List<String> moved(Run<?, ?> now) throws AbortException {
        Run<?, ?> build = find(now);
        MigrationAction action = build.getAction(MigrationAction.class);
        try {
            List<String> moved = action == null ? List.of() : action.movedServers();
            if (moved.isEmpty()) {
                throw refused(build.getFullDisplayName() + " has moved no server.");
            }
            return moved;
        } catch (AbortException e) {
            throw e;
        } catch (IOException e) {
            throw refused("a report of " + build.getFullDisplayName() + " cannot be read, so which servers it moved is"
                    + " not known (" + e.getMessage() + "); name them in instances.");
        }
    }

    /**
     * What it has created on the target, at least one object; servers aside.
     *
     * @param now the build that asks
     */
    List<CreatedObject> created(Run<?, ?> now) throws AbortException {
        Run<?, ?> build = find(now);
        MigrationAction action = build.getAction(MigrationAction.class);
        try {
            List<CreatedObject> created = action == null ? List.of() : CreatedObjects.of(action);
            if (created.isEmpty()) {
                throw refused(build.getFullDisplayName() + " has created nothing but servers, or nothing at all.");
            }
            return created;
        } catch (AbortException e) {
            throw e;
        } catch (IOException e) {
            throw refused("a report of " + build.getFullDisplayName() + " cannot be read, so what it created is not"
                    + " known (" + e.getMessage() + "); name the tenant instead.");
        }
    }

    private Run<?, ?> find(Run<?, ?> now) throws AbortException {
        Matcher name = NAME.matcher(text);
        if (!name.matches()) {
            throw refused(
                    "it is no build; write '#12' for a build of this job, or 'folder/job #12' for one of another.");
        }
        int number = Integer.parseInt(name.group(2));
        if (name.group(1) == null || name.group(1).equals(now.getParent().getFullName())) {
            return number == now.getNumber() ? now : ended(now.getParent(), number);
        }
        return ended(job(name.group(1)), number);
    }

    private Job<?, ?> job(String fullName) throws AbortException {
        Job<?, ?> job;
        try {
            job = Jenkins.get().getItemByFullName(fullName, Job.class);
        } catch (AccessDeniedException e) {
            job = null; // may be known to exist, and not be read
        }
        if (job == null) {
            throw refused("there is no job \"" + fullName + "\", or this build may not read it (Job/Read, as "
                    + Jenkins.getAuthentication2().getName() + "); its full name begins with its folders.");
        }
        return job;
    }

    private Run<?, ?> ended(Job<?, ?> job, int number) throws AbortException {
        Run<?, ?> build = job.getBuildByNumber(number);
        if (build == null) {
            throw refused(job.getFullName() + " has no build #" + number + " (any more).");
        }
        if (build.isBuilding()) {
            throw refused(build.getFullDisplayName() + " still runs; let it end, or abort it, first.");
        }
        return build;
    }

    private AbortException refused(String why) {
        return refusal.apply("build is '" + text + "': " + why);
    }
}
