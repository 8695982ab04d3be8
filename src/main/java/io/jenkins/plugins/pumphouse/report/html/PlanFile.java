package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.RequestTotal;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.PlannedRequest;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import java.util.function.Consumer;

/** A plan as a file: written by a dry run, looked at and kept by people, read again as the input that it then is. */
public final class PlanFile {
    /** What a file may have, in bytes: about 70,000 objects. */
    public static final int MOST_BYTES = 64 << 20;

    static final String FORMAT = "pumphouse-plan-1";
    static final String ADDRESSES = "addresses";
    static final String OPTIONS = "options";
    static final String VERSION = "version";
    private static final int MOST_NEEDS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanFile() {}

    /** The plan of a dry run between clouds of which only the names matter. */
    public static String of(String step, Report report) {
        return of(step, report, PlanTerms.NONE);
    }

    /** The plan of a dry run. */
    public static String of(String step, Report report, PlanTerms terms) {
        ObjectNode plan = json(step, report);
        plan.put(VERSION, terms.version());
        plan.set(ADDRESSES, JSON.valueToTree(terms.addresses()));
        plan.set(OPTIONS, JSON.valueToTree(terms.options()));
        return plan.toPrettyString() + "\n";
    }

    static ObjectNode json(String step, Report report) {
        ObjectNode plan = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("step", step)
                .put("source", report.source())
                .put("target", report.target())
                .put("summary", report.summary())
                .put("writes", writes(report))
                .put("bytes", bytes(report));
        plan.putObject(PlannedRequest.FACT)
                .put(
                        PlannedRequest.TARGET,
                        RequestTotal.to(PlannedRequest.TARGET, report.outcomes())
                                .shown())
                .put(
                        PlannedRequest.SOURCE,
                        RequestTotal.to(PlannedRequest.SOURCE, report.outcomes())
                                .shown());
        plan.set("fit", JSON.valueToTree(report.fit().toList(MOST_NEEDS)));
        ArrayNode objects = plan.putArray("objects");
        for (Outcome outcome : report.outcomes()) {
            ObjectNode object = objects.addObject()
                    .put("type", outcome.kind())
                    .put("name", outcome.name())
                    .put("source", outcome.source())
                    .put("target", outcome.target())
                    .put("decision", decision(outcome.end()))
                    .put("reason", outcome.message())
                    .put("requested", outcome.requested());
            outcome.facts().forEach((key, value) -> object.set(key, JSON.valueToTree(value)));
        }
        return plan;
    }

    private static long writes(Report report) {
        return report.count(Outcome.End.CREATED)
                + report.count(Outcome.End.UPDATED)
                + report.count(Outcome.End.DELETED);
    }

    private static long bytes(Report report) {
        return report.outcomes().stream()
                .map(outcome -> outcome.facts().get("bytes"))
                .mapToLong(bytes -> bytes instanceof Number number ? number.longValue() : 0)
                .sum();
    }

    static String decision(Outcome.End end) {
        return switch (end) {
            case CREATED -> "create";
            case REUSED -> "reuse";
            case UPDATED -> "update";
            case DELETED -> "delete";
            case RESTORED -> "roll back";
            case SKIPPED -> "skip";
            case CONFLICT, FAILED -> "conflict";
        };
    }

    /**
     * Reads a plan.
     *
     * @param name of the file, for messages
     * @throws AbortException when it is no plan, or one of another step or between other clouds
     */
    public static ApprovedPlan read(String name, String text, String step, String source, String target)
            throws AbortException {
        return read(name, text, step, source, target, PlanTerms.NONE, line -> {});
    }

    /**
     * The same, where the terms have to be those that {@link #of(String, Report, PlanTerms)} was given.
     *
     * @param told takes what a person should know who applies the plan
     */
    public static ApprovedPlan read(
            String name, String text, String step, String source, String target, PlanTerms terms, Consumer<String> told)
            throws AbortException {
        return new PlanReader(name, terms, told).read(text, step, source, target);
    }
}
