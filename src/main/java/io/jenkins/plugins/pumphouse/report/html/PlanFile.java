package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan.Planned;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A plan as a file: written by a dry run, looked at and kept by people, read again as the input that it then is. */
public final class PlanFile {
    /** What a file may have, in bytes: about 100,000 objects. */
    public static final int MOST_BYTES = 64 << 20;

    private static final String FORMAT = "pumphouse-plan-1";
    private static final int LONGEST = 10_000;
    private static final int MOST_NEEDS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanFile() {}

    /** The plan of a dry run. */
    public static String of(String step, Report report) {
        return json(step, report).toPrettyString() + "\n";
    }

    static JsonNode json(String step, Report report) {
        ObjectNode plan = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("step", step)
                .put("source", report.source())
                .put("target", report.target())
                .put("summary", report.summary())
                .put("writes", writes(report))
                .put("bytes", bytes(report));
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

    private static String decision(Outcome.End end) {
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
        JsonNode plan;
        try {
            plan = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw wrong(name, "is no JSON");
        }
        if (!FORMAT.equals(plan.path("format").asText())
                || !plan.path("objects").isArray()) {
            throw wrong(name, "is no plan of this version (format " + FORMAT + ")");
        }
        same(name, "step", plan, step);
        same(name, "source", plan, source);
        same(name, "target", plan, target);
        Map<String, Planned> objects = new LinkedHashMap<>();
        for (JsonNode object : plan.path("objects")) {
            String type = text(name, object, "type", false);
            String id = text(name, object, "source", false);
            Planned planned = new Planned(
                    type + " " + text(name, object, "name", false),
                    end(name, text(name, object, "decision", false)),
                    text(name, object, "target", true),
                    text(name, object, ApprovedPlan.FINGERPRINT, true));
            if (objects.put(ApprovedPlan.key(type, id), planned) != null) {
                throw wrong(name, "has " + type + " " + id + " twice");
            }
        }
        return new ApprovedPlan(name, objects);
    }

    private static void same(String name, String field, JsonNode plan, String wanted) throws AbortException {
        String found = text(name, plan, field, false);
        if (!found.equals(wanted)) {
            throw wrong(name, "is a plan whose " + field + " is " + found + ", not " + wanted);
        }
    }

    private static String text(String name, JsonNode json, String field, boolean optional) throws AbortException {
        JsonNode value = json.path(field);
        if (optional && (value.isMissingNode() || value.isNull())) {
            return null;
        }
        if (!value.isTextual() || value.asText().length() > LONGEST) {
            throw wrong(name, "has " + field + " that is no text, or too long a one");
        }
        return value.asText();
    }

    private static Outcome.End end(String name, String decision) throws AbortException {
        for (Outcome.End end : Outcome.End.values()) {
            if (end != Outcome.End.FAILED && decision(end).equals(decision)) {
                return end;
            }
        }
        throw wrong(name, "has the decision \"" + decision.toLowerCase(Locale.ROOT) + "\", which there is not");
    }

    private static AbortException wrong(String name, String what) {
        return new AbortException(
                name + " " + what + ". Nothing was done. Make a plan with dryRun: true, and name its file.");
    }
}
