package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan.Planned;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads a plan again, which people may have changed in between. */
final class PlanReader {
    private static final int LONGEST = 10_000;

    private PlanReader() {}

    static ApprovedPlan read(
            String name, String text, String step, String source, String target, Map<String, String> addresses)
            throws AbortException {
        JsonNode plan;
        try {
            plan = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw wrong(name, "is no JSON");
        }
        if (!PlanFile.FORMAT.equals(plan.path("format").asText())
                || !plan.path("objects").isArray()) {
            throw wrong(name, "is no plan of this version (format " + PlanFile.FORMAT + ")");
        }
        same(name, "step", plan, step);
        same(name, "source", plan, source);
        same(name, "target", plan, target);
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            String cloud = address.getKey();
            String planned =
                    text(name, plan.path(PlanFile.ADDRESSES), cloud, true); // absent in those of an earlier version
            if (planned != null && !planned.equals(address.getValue())) {
                throw wrong(
                        name,
                        "is a plan whose " + cloud + " " + plan.path(cloud).asText() + " was at " + planned
                                + ", and is at " + address.getValue() + " by now");
            }
        }
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
            if (end != Outcome.End.FAILED && PlanFile.decision(end).equals(decision)) {
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
