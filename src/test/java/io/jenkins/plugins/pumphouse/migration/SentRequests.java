package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Journal;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.PlannedRequest;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The requests that a plan says beside those that reached the clouds when it was applied. */
final class SentRequests {
    private final Map<String, RequestTotal> planned = new TreeMap<>();
    private final Map<String, Integer> sent = new TreeMap<>();

    private SentRequests() {}

    /** Plans, then applies. */
    static SentRequests of(TwoClouds clouds, Verb verb, Selection what) throws InterruptedException {
        SentRequests requests = new SentRequests();
        for (Outcome outcome : clouds.plan(verb, what).outcomes()) {
            if (outcome.facts().get(PlannedRequest.FACT) instanceof Map<?, ?> each) {
                each.forEach((request, count) ->
                        requests.planned.merge((String) request, RequestTotal.of(count), RequestTotal::and));
            }
        }
        clouds.source.journal().clear();
        clouds.target.journal().clear();
        Report report = clouds.move(verb, what);
        if (report.count(Outcome.End.FAILED) > 0) {
            throw new AssertionError(report.outcomes().toString());
        }
        requests.record("source", clouds.source);
        requests.record("target", clouds.target);
        return requests;
    }

    private void record(String role, EmbeddedCloud cloud) {
        for (Journal.Entry write : cloud.journal().writes()) {
            String request = role + ' ' + write.method() + ' ' + write.path();
            String known = planned.keySet().stream()
                    .filter(each -> isSort(each, request))
                    .findFirst()
                    .orElse(request);
            sent.merge(known, 1, Integer::sum);
        }
    }

    /** A placeholder stands for one segment. */
    private static boolean isSort(String sort, String request) {
        String pattern = Pattern.quote(sort).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
        return Pattern.matches(pattern, request);
    }

    /** What was sent otherwise than planned; what the plan says with "about" may be any number. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        planned.forEach((request, count) -> {
            int times = sent.getOrDefault(request, 0);
            boolean fits = switch (count.bound()) {
                case EXACT -> times == count.count();
                case AT_MOST -> times <= count.count();
                case ABOUT -> true;
            };
            if (!fits) {
                differences.add(request + ": planned " + count.shown() + ", sent " + times);
            }
        });
        sent.forEach((request, times) -> {
            if (!planned.containsKey(request)) {
                differences.add(request + ": not planned, sent " + times);
            }
        });
        return differences;
    }

    /** All that the plan does not know exactly. */
    List<String> inexact() {
        return planned.entrySet().stream()
                .filter(each -> each.getValue().bound() != PlannedRequest.Bound.EXACT)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public String toString() {
        return "planned " + planned + "\nsent " + sent;
    }
}
