package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan.Planned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads a plan again, which people may have changed in between. */
final class PlanReader {
    private static final int LONGEST = 10_000;

    private final String name;
    private final PlanTerms terms;
    private final Consumer<String> told;

    /**
     * @param name of the file, for messages
     * @param told takes what a person should know who applies the plan
     */
    PlanReader(String name, PlanTerms terms, Consumer<String> told) {
        this.name = name;
        this.terms = terms;
        this.told = told;
    }

    ApprovedPlan read(String text, String step, String source, String target) throws AbortException {
        JsonNode plan;
        try {
            plan = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw wrong("is no JSON");
        }
        if (!PlanFile.FORMAT.equals(plan.path("format").asText())
                || !plan.path("objects").isArray()) {
            throw wrong("is no plan of this version (format " + PlanFile.FORMAT + ")");
        }
        same("step", plan, step);
        same("source", plan, source);
        same("target", plan, target);
        sameAddresses(plan);
        sameOptions(plan);
        String version = text(plan, PlanFile.VERSION, true);
        if (terms.isOther(version)) {
            told.accept(name + " was made by Pumphouse " + version + ", and is applied by " + terms.version()
                    + ": what this version would do otherwise is refused");
        }
        Map<String, Planned> objects = new LinkedHashMap<>();
        for (JsonNode object : plan.path("objects")) {
            String type = text(object, "type", false);
            String id = text(object, "source", false);
            Planned planned = new Planned(
                    type + " " + text(object, "name", false),
                    end(text(object, "decision", false)),
                    text(object, "target", true),
                    text(object, ApprovedPlan.FINGERPRINT, true));
            if (objects.put(ApprovedPlan.key(type, id), planned) != null) {
                throw wrong("has " + type + " " + id + " twice");
            }
        }
        return new ApprovedPlan(name, objects);
    }

    private void sameAddresses(JsonNode plan) throws AbortException {
        for (Map.Entry<String, String> address : terms.addresses().entrySet()) {
            String cloud = address.getKey();
            String planned = text(plan.path(PlanFile.ADDRESSES), cloud, true); // absent in those of an earlier version
            if (planned != null && !planned.equals(address.getValue())) {
                throw wrong("is a plan whose " + cloud + " " + plan.path(cloud).asText() + " was at " + planned
                        + ", and is now at " + address.getValue());
            }
        }
    }

    /** Absent in plans of an earlier version, which hold under any. */
    private void sameOptions(JsonNode plan) throws AbortException {
        JsonNode options = plan.path(PlanFile.OPTIONS);
        if (options.isMissingNode()) {
            return;
        }
        Map<String, List<String>> planned = new TreeMap<>();
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            List<String> words = new ArrayList<>();
            for (JsonNode word : option.getValue()) {
                words.add(checked(word, "options: " + option.getKey()));
            }
            planned.put(option.getKey(), words);
        }
        List<String> changes = terms.otherThan(planned);
        if (!changes.isEmpty()) {
            throw wrong("is a plan of other arguments: " + String.join("; ", changes));
        }
    }

    private void same(String field, JsonNode plan, String wanted) throws AbortException {
        String found = text(plan, field, false);
        if (!found.equals(wanted)) {
            throw wrong("is a plan whose " + field + " is " + found + ", not " + wanted);
        }
    }

    private String text(JsonNode json, String field, boolean optional) throws AbortException {
        JsonNode value = json.path(field);
        if (optional && (value.isMissingNode() || value.isNull())) {
            return null;
        }
        return checked(value, field);
    }

    private String checked(JsonNode value, String field) throws AbortException {
        if (!value.isTextual() || value.asText().length() > LONGEST) {
            throw wrong("has " + field + " that is no text, or too long a one");
        }
        return value.asText();
    }

    private Outcome.End end(String decision) throws AbortException {
        for (Outcome.End end : Outcome.End.values()) {
            if (end != Outcome.End.FAILED && PlanFile.decision(end).equals(decision)) {
                return end;
            }
        }
        throw wrong("has the decision \"" + decision.toLowerCase(Locale.ROOT) + "\", which there is not");
    }

    private AbortException wrong(String what) {
        return new AbortException(
                name + " " + what + ". Nothing was done. Make a plan with dryRun: true, and name its file.");
    }
}
