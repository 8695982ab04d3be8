package io.jenkins.plugins.pumphouse.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.faults.CloudPair.Ran;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds a disturbed migration against what must be true after each: of its servers and of its words. */
final class Judgement {
    private static final Pattern JAVA =
            Pattern.compile("\\b[A-Z]\\w*(Exception|Error)\\b|\\b(java|com|io)(\\.[a-z]\\w*)+\\.[A-Z]\\w+"
                    + "|\\bat \\S+\\(\\w+\\.java|unexpected: |Cannot invoke |cannot be cast");
    private static final Pattern NOTHING = Pattern.compile("(?<!is )\\bnull\\b(?! here)");
    private static final Pattern CLOUD = Pattern.compile("\\b(" + CloudPair.SOURCE + '|' + CloudPair.TARGET + ")\\b");
    /** How a run says that it leaves a server off. */
    private static final Pattern TOLD_OFF = Pattern.compile("is OFF on|openstack server start|could not be restored");

    private final Trial trial;
    private final Verdict verdict;

    Judgement(Trial trial, Verdict verdict) {
        this.trial = trial;
        this.verdict = verdict;
    }

    void of(CloudPair pair, Ran ran, List<String> log) {
        servers(pair, ran);
        exceptions(ran, log).forEach(text -> verdict.found(Finding.EXCEPTION, text));
        if (ran.failed() && !trial.kills()) {
            words(ran);
        }
        if (trial.strikesOne()) {
            unconcerned(ran, "");
        }
    }

    /** Neither run fails but where one leaves an object to the other. */
    void ofTwo(Ran one, Ran other, String heldUp) {
        exceptions(other, List.of()).forEach(text -> verdict.found(Finding.EXCEPTION, "the other: " + text));
        unconcerned(one, "at " + heldUp + ": ");
        unconcerned(other, "at " + heldUp + ": ");
    }

    private void unconcerned(Ran ran, String when) {
        failed(ran).stream()
                .filter(text -> !trial.isToldBy(text) && !text.contains(": needs "))
                .forEach(text -> verdict.found(Finding.FALSE_FAILURE, when + text));
    }

    private void servers(CloudPair pair, Ran ran) {
        trial.stage().servers().stream()
                .filter(name -> states(pair.source, name).isEmpty()
                        && states(pair.target, name).isEmpty())
                .forEach(name -> verdict.found(Finding.LOST, name + " is on neither cloud"));
        if (trial.stage() == Stage.CLEANUP) {
            return; // on the source all are off, and the target is not written to
        }
        for (String name : trial.stage().running()) {
            List<String> old = states(pair.source, name);
            List<String> moved = states(pair.target, name);
            boolean runs = moved.contains("ACTIVE");
            if (runs && old.contains("ACTIVE")
                    || moved.stream().filter("ACTIVE"::equals).count() > 1) {
                verdict.found(Finding.BOTH_RUN, name + " is " + old + " on the source and " + moved + " on the target");
            }
            boolean told = texts(ran)
                    .anyMatch(text ->
                            text.contains(name) && TOLD_OFF.matcher(text).find());
            if (!runs && !old.contains("ACTIVE") && !told && !trial.kills()) {
                verdict.found(
                        Finding.OFF_UNSAID,
                        name + " is " + old + " on the source and " + moved + " on the target; " + failures(ran));
            }
        }
    }

    private static List<String> states(EmbeddedCloud cloud, String name) {
        List<String> states = new ArrayList<>();
        for (JsonNode server : cloud.inside().servers()) {
            if (name.equals(WireJson.text(server, "name"))) {
                states.add(WireJson.text(server, "status"));
            }
        }
        return states;
    }

    /** Texts in which Java shows through. */
    static List<String> exceptions(Ran ran, List<String> log) {
        List<String> found = new ArrayList<>();
        if (ran != null && ran.thrown() != null && !isInWords(ran.thrown())) {
            found.add("thrown: " + ran.thrown() + " at "
                    + Stream.of(ran.thrown().getStackTrace()).limit(3).toList());
        }
        Stream.concat(ran == null ? Stream.empty() : texts(ran), log.stream())
                .filter(text -> JAVA.matcher(text).find())
                .map(text -> text.length() < 600 ? text : text.substring(0, 600))
                .distinct()
                .limit(3)
                .forEach(found::add);
        return found;
    }

    private static boolean isInWords(Throwable thrown) {
        return thrown instanceof CloudException
                || thrown instanceof MigrationException
                || thrown instanceof CancellationException
                || thrown instanceof InterruptedException;
    }

    /** A failing run names the cloud, the cause, and nothing that is not there. */
    private void words(Ran ran) {
        List<String> failures = failed(ran);
        if (failures.stream().noneMatch(trial::isToldBy)) {
            verdict.found(Finding.UNCLEAR, "does not tell the cause: " + failures(ran));
        }
        failures.stream()
                .filter(text -> text.isBlank()
                        || NOTHING.matcher(text).find()
                        || !CLOUD.matcher(text).find() && !text.contains("needs "))
                .forEach(text -> verdict.found(Finding.UNCLEAR, text));
    }

    static List<String> failed(Ran ran) {
        List<String> failures = new ArrayList<>();
        outcomes(ran)
                .filter(outcome -> outcome.end() == Outcome.End.FAILED || outcome.end() == Outcome.End.CONFLICT)
                .forEach(outcome -> failures.add(outcome.kind() + ' ' + outcome.name() + ": " + outcome.message()));
        if (ran.thrown() != null) {
            failures.add(String.valueOf(ran.thrown().getMessage()));
        }
        return failures;
    }

    static String failures(Ran ran) {
        return String.join(" | ", failed(ran));
    }

    private static Stream<String> texts(Ran ran) {
        return Stream.of(
                        ran.lines().stream(),
                        outcomes(ran).map(outcome -> outcome.name() + ": " + outcome.message() + ' ' + outcome.facts()),
                        ran.thrown() == null
                                ? Stream.<String>empty()
                                : Stream.of(String.valueOf(ran.thrown().getMessage())))
                .flatMap(texts -> texts);
    }

    private static Stream<Outcome> outcomes(Ran ran) {
        return ran.reports().stream().flatMap(report -> report.outcomes().stream());
    }
}
