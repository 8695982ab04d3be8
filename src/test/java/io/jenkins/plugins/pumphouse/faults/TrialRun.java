package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.faults.CloudPair.Ran;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A migration in which something goes wrong, one more without that, and a third that must find nothing to do. */
final class TrialRun {
    /**
     * Four tries of a stalled request, one after the other, in a few places. A machine that is busy with other things
     * needs more.
     */
    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("faults.limit", 60));
    /** After this all that the clouds began is done: boots, stops, snapshots. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private static final int LINES_SHOWN = 12;
    private static final Pattern CONTENT = Pattern.compile("\"pumphouse_(content_of|early_copy_of)\":");
    /** An image with the id of its snapshot, which has two names then. */
    private static final Pattern SNAPSHOT = Pattern.compile("\"pumphouse_snapshot\":\"[^\"]*\",");

    private static final Pattern LOCK = Pattern.compile("\"locked(_reason)?\":(true|false|\"[^\"]*\"),");

    private final Trial trial;
    private final List<String> undisturbed;
    private final Verdict verdict;

    /** @param undisturbed what the clouds hold after a migration without a fault */
    TrialRun(Trial trial, List<String> undisturbed) {
        this.trial = trial;
        this.undisturbed = undisturbed;
        this.verdict = new Verdict(trial);
    }

    Verdict run() throws InterruptedException {
        try (CloudPair pair = trial.stage().clouds()) {
            MigrationThread disturbed = new MigrationThread(pair, trial.stage(), trial.inOwnJvm());
            BooleanSupplier struck = trial.arm(pair, disturbed::kill);
            Ran first = disturbed.run(LIMIT);
            Ran other = pair.other() == null
                    ? null
                    : pair.other()
                            .completeOnTimeout(null, LIMIT.toSeconds(), TimeUnit.SECONDS)
                            .join();
            verdict.struck = struck.getAsBoolean();
            for (EmbeddedCloud cloud : List.of(pair.source, pair.target)) {
                cloud.faults().clear();
                cloud.skip(SETTLED);
            }
            if (first == null || pair.other() != null && other == null) {
                verdict.found(Finding.HUNG, "has not ended after " + LIMIT.toSeconds() + " s");
                return verdict;
            }
            Judgement judgement = new Judgement(trial, verdict);
            judgement.of(pair, first, disturbed.log());
            if (pair.other() != null) {
                judgement.ofTwo(first, other, pair.heldUp());
            }
            again(pair, first);
        }
        return verdict;
    }

    private void again(CloudPair pair, Ran first) throws InterruptedException {
        MigrationThread second = new MigrationThread(pair, trial.stage(), false);
        Ran ran = second.run(LIMIT);
        (ran == null ? List.of("has not ended") : Judgement.failed(ran))
                .forEach(text -> verdict.found(Finding.RERUN_FAILED, text));
        Judgement.exceptions(ran, second.log()).forEach(text -> verdict.found(Finding.EXCEPTION, "re-run: " + text));
        // A server that could not be locked has moved all the same, and is named for its owner.
        boolean told = first.lines().stream().anyMatch(line -> line.contains("could not be locked"));
        // One that the image service keeps stays, and is named for those who can remove it.
        boolean kept = first.lines().stream().anyMatch(line -> line.contains("which keeps it: "));
        List<String> difference = difference(seen(undisturbed, told, kept), seen(CloudContent.of(pair), told, kept));
        difference.stream()
                .filter(line -> !trial.explains(Finding.OTHER_END, line))
                .limit(LINES_SHOWN)
                .forEach(line -> verdict.found(Finding.OTHER_END, line));
        if (ran != null && !ran.failed() && ran.writes() == 0) {
            return; // a third one would find the same clouds
        }
        Ran third = new MigrationThread(pair, trial.stage(), false).run(LIMIT);
        if (third == null || third.writes() > 0 && (ran == null || !ran.failed())) {
            verdict.found(Finding.WRITES_AGAIN, third == null ? "has not ended" : third.writes() + " writes");
        }
    }

    private List<String> seen(List<String> content, boolean withoutLocks, boolean withoutContent) {
        return content.stream()
                .map(trial::compared)
                .map(line -> withoutLocks ? LOCK.matcher(line).replaceAll("") : line)
                .filter(line -> !withoutContent
                        || !line.contains(": images ")
                        || !CONTENT.matcher(line).find())
                .map(line -> withoutContent ? SNAPSHOT.matcher(line).replaceAll("") : line)
                .toList();
    }

    private static List<String> difference(List<String> wanted, List<String> end) {
        List<String> more = new ArrayList<>(end);
        wanted.forEach(more::remove);
        List<String> less = new ArrayList<>(wanted);
        end.forEach(less::remove);
        List<String> difference = new ArrayList<>();
        more.forEach(line -> difference.add("+ " + line));
        less.forEach(line -> difference.add("- " + line));
        Collections.sort(difference, (a, b) -> a.substring(2).compareTo(b.substring(2)));
        return difference;
    }
}
