package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
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
     * The build, which need not have moved anything.
     *
     * @param now the build that asks
     */
    Run<?, ?> find(Run<?, ?> now) throws AbortException {
        Matcher name = NAME.matcher(text);
        if (!name.matches()) {
            throw refused(
                    "it is no build; write '#12' for a build of this job, or 'folder/job #12' for one of another.");
        }
        int number = Integer.parseInt(name.group(2));
        String own = now.getParent().getFullName();
        if (name.group(1) == null || name.group(1).equals(own)) {
            return number == now.getNumber() ? now : ended(asItIsNow(now.getParent()), number);
        }
        return ended(job(name.group(1)), number);
    }

    /** A build that runs while Jenkins' configuration is read anew knows its job as it was. */
    private static Job<?, ?> asItIsNow(Job<?, ?> own) {
        Job<?, ?> job = Jenkins.get().getItemByFullName(own.getFullName(), Job.class);
        return job == null ? own : job; // a build may read its own job, whatever its authentication
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
            throw refused(job.getFullName() + " has no build #" + number + "; it may have been deleted.");
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
