package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.fit.FitTable;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Listener;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A migration told to a person: a line a change, aligned, with the same signs everywhere and no noise while waiting.
 *
 * <p>Only what was asked for is named when there is nothing to do with it; what others need is named when it changes. A
 * server's ports and a group's rules are told in its own line, and of many objects with one reason the first are named
 * and the others counted: a report has each.
 */
final class ConsoleLog implements Listener {
    /** Needs in the log; the plan and the build's page have more. */
    private static final int MOST_NEEDS = 40;

    private final Consumer<String> out;
    private final Consumer<String> status;
    private final Repeats repeats = new Repeats();
    private volatile MergedLines merged = MergedLines.NONE;

    /** @param status takes how far long work is, all in one line */
    ConsoleLog(Consumer<String> out, Consumer<String> status) {
        this.out = out;
        this.status = status;
    }

    void opened(Cloud source, Cloud target) {
        out.accept(described(source) + "  ->  " + described(target));
    }

    private static String described(Cloud cloud) {
        return cloud.name() + "  Keystone " + (cloud.identityV2() ? "v2.0" : "v3");
    }

    @Override
    public void planned(Plan plan) {
        merged = MergedLines.of(plan);
        Map<Kind, Integer> kinds = new LinkedHashMap<>();
        plan.changes().forEach(c -> kinds.merge(c.resource().kind(), 1, Integer::sum));
        String what = kinds.entrySet().stream()
                .map(e -> e.getValue() + " "
                        + (e.getValue() == 1 ? e.getKey().word() : e.getKey().plural()))
                .collect(Collectors.joining("  "));
        Map<Decision, Integer> counts = new EnumMap<>(plan.counts());
        String decisions = counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey().word())
                .collect(Collectors.joining(", "));
        out.accept("plan    " + (what.isEmpty() ? "nothing is selected" : what + ": " + decisions));
    }

    /** What the plan needs against what the target has, what lacks first; nothing where nothing is limited. */
    void fit(FitTable fit, Cloud target) {
        if (fit.rows().isEmpty()) {
            return;
        }
        out.accept("fit     what the plan needs of " + target.name() + ": " + fit.summary());
        fit.rows().stream()
                .limit(MOST_NEEDS)
                .forEach(row -> line(row.state().sign(), row.state().word(), row.where(), row.sentence()));
        int more = fit.rows().size() - MOST_NEEDS;
        if (more > 0) {
            out.accept("        and " + more + " more, see the build's page");
        }
    }

    /** A plan that is not applied, change by change. */
    void would(Plan plan) {
        for (Change change : plan.changes()) {
            if (merged.has(change)) {
                continue;
            }
            Resource resource = change.resource();
            String why = change.differences().stream().map(Difference::toString).collect(Collectors.joining(", "));
            String reason = joined(why, change.reason(), change.told());
            if (change.decision().writes() || repeats.isShown(change.decision().sign(), reason)) {
                line(
                        change.decision().sign(),
                        resource.kind().word(),
                        resource.called(),
                        joined(merged.detail(change), reason));
            }
        }
        repeats.hidden().forEach(out);
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    @Override
    public void ended(Outcome outcome) {
        if (isSilent(outcome)) {
            return;
        }
        String ids = outcome.end() == Outcome.End.CREATED
                ? AlignedLine.shortened(outcome.source()) + " -> " + AlignedLine.shortened(outcome.target())
                : "";
        String rules = outcome.end() == Outcome.End.CREATED ? merged.announced(outcome) : "";
        String text = Stream.of(ids, rules, outcome.message())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
        line(outcome.end().sign(), outcome.kind(), outcome.called(), text);
    }

    private boolean isSilent(Outcome outcome) {
        return switch (outcome.end()) {
            case REUSED -> !outcome.requested();
            case CREATED ->
                merged.has(outcome)
                        || !outcome.requested()
                                && outcome.message().isEmpty()
                                && outcome.kind().equals(PortType.KIND.word());
            case CONFLICT, SKIPPED, FAILED -> !repeats.isShown(outcome.end().sign(), outcome.message());
            default -> false;
        };
    }

    @Override
    public void said(Resource resource, String line) {
        line(' ', resource.kind().word(), resource.called(), line);
    }

    @Override
    public void progressed(List<String> lines) {
        lines.forEach(line -> out.accept("so far  " + line));
        status.accept(String.join("; ", lines));
    }

    void line(String line) {
        out.accept(line);
    }

    void done(Report report) {
        repeats.hidden().forEach(out);
        String word = report.dryRun() ? "plan    " : report.interrupted() ? "stopped " : "done    ";
        out.accept(word + report.summary() + " in " + report.time());
        report.notes().forEach(out);
    }

    private void line(char sign, String kind, String name, String text) {
        out.accept(AlignedLine.of(sign, kind, name, text));
    }
}
