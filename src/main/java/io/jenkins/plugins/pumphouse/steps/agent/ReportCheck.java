package io.jenkins.plugins.pumphouse.steps.agent;

import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.LONGEST_TEXT;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isText;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isTextOrNull;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.require;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.Fit;
import java.util.List;
import java.util.Map;

/** Looks at the report that an agent returns before it is kept and shown. */
final class ReportCheck {
    /** Objects; a cloud with more is moved by several steps. */
    static final int MOST_OUTCOMES = 500_000;

    private static final int MOST_FACTS = 100;

    private final MigrationRequest request;

    ReportCheck(MigrationRequest request) {
        this.request = request;
    }

    /** @throws AbortException when the report does not answer the request, or holds what no report holds */
    void check(Report report) throws AbortException {
        require(
                report.verb() == request.verb() && (report.dryRun() == request.dryRun() || isRefused(report)),
                "it is about something else");
        require(
                request.source().name().equals(report.source())
                        && request.target().name().equals(report.target()),
                "it is about other clouds");
        require(report.cost() != null && Double.isFinite(report.cost().seconds()), "it does not say what it took");
        require(
                report.outcomes().size() <= MOST_OUTCOMES && report.notes().size() <= MOST_OUTCOMES,
                "it has more than " + MOST_OUTCOMES + " lines");
        for (String note : report.notes()) {
            require(isText(note), "a note is no text, or too long");
        }
        require(
                report.fit() != null && report.fit().rows().size() <= MOST_OUTCOMES,
                "it does not say what the plan needed, or more than " + MOST_OUTCOMES + " needs");
        for (FitRow row : report.fit().rows()) {
            require(
                    row != null
                            && row.state() != null
                            && isText(row.where())
                            && isText(row.what())
                            && isText(row.text()),
                    "a need of the plan lacks its state or a text, or has one of more than " + LONGEST_TEXT
                            + " characters");
        }
        for (Outcome outcome : report.outcomes()) {
            check(outcome);
        }
    }

    /** Whether nothing was done, as it was asked to where the target lacks something. */
    private boolean isRefused(Report report) {
        return report.dryRun()
                && request.options().fit() == Fit.FAIL
                && report.fit() != null
                && report.fit().count(FitRow.State.LACKS) > 0;
    }

    private static void check(Outcome outcome) throws AbortException {
        require(
                outcome != null
                        && outcome.end() != null
                        && isText(outcome.kind())
                        && isText(outcome.name())
                        && isText(outcome.message()),
                "an outcome lacks its type, name, end or message, or has a text of more than " + LONGEST_TEXT
                        + " characters");
        require(
                isTextOrNull(outcome.source()) && isTextOrNull(outcome.target()) && Double.isFinite(outcome.seconds()),
                "an outcome has an id or a time that is none");
        require(
                outcome.facts() != null && outcome.facts().size() <= MOST_FACTS,
                "an outcome has more than " + MOST_FACTS + " facts");
        for (Map.Entry<?, ?> fact : outcome.facts().entrySet()) {
            Object value = fact.getValue();
            require(isText(fact.getKey()) && isPlain(value), "a fact is neither a text nor a number");
        }
    }

    /** A value, a map of values, or a list of both, all of them bounded. */
    private static boolean isPlain(Object value) {
        return value instanceof List<?> list
                ? list.size() <= MOST_FACTS && list.stream().allMatch(ReportCheck::isValueOrMap)
                : isValueOrMap(value);
    }

    private static boolean isValueOrMap(Object value) {
        return value instanceof Map<?, ?> map
                ? map.size() <= MOST_FACTS
                        && map.entrySet().stream().allMatch(item -> isText(item.getKey()) && isValue(item.getValue()))
                : isValue(value);
    }

    private static boolean isValue(Object value) {
        return value == null || value instanceof Number || value instanceof Boolean || isText(value);
    }
}
