package io.jenkins.plugins.pumphouse.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What the build's own page shows of a report, stored with the build: the report itself may have thousands of objects,
 * and is read only by who opens it.
 */
@ExportedBean(defaultVisibility = 2)
public final class ReportHead {
    private final String step;
    private final String summary;
    private final boolean dryRun;
    private final boolean interrupted;
    /** False of a build of an older release, as 0 is below. */
    private final boolean incomplete;

    /** These three are 0 of a build of an older release. */
    private final long servers;

    private final long bytes;
    private final long downtime;
    /** How much failed or is in conflict; null of a build of an older release. */
    private final Long problems;

    ReportHead(String step, Map<String, Object> report) {
        this.step = step;
        this.summary = String.valueOf(report.get("summary"));
        this.dryRun = Boolean.TRUE.equals(report.get("dryRun"));
        this.interrupted = Boolean.TRUE.equals(report.get("interrupted"));
        this.incomplete = Boolean.TRUE.equals(report.get(IncompleteReports.KEY));
        List<Map<?, ?>> resources = resources(report);
        this.problems = resources.stream().filter(Problems::isOne).count();
        List<Map<?, ?>> created = dryRun
                ? List.of()
                : resources.stream()
                        .filter(resource -> "created".equals(resource.get("outcome")))
                        .toList();
        this.servers = created.stream()
                .filter(resource -> "server".equals(resource.get("type")))
                .count();
        this.bytes = sum(created, "bytes");
        this.downtime = sum(created, "downtime");
    }

    private static List<Map<?, ?>> resources(Map<String, Object> report) {
        List<Map<?, ?>> all = new ArrayList<>();
        if (report.get("resources") instanceof Collection<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> resource) {
                    all.add(resource);
                }
            }
        }
        return all;
    }

    private static long sum(List<Map<?, ?>> resources, String key) {
        return resources.stream()
                .map(resource -> resource.get(key))
                .filter(Number.class::isInstance)
                .mapToLong(number -> ((Number) number).longValue())
                .sum();
    }

    /** Whether the report itself has to be read to know what failed or is in conflict. */
    boolean mayHaveProblems() {
        return problems == null || problems > 0;
    }

    /** How many servers were moved. */
    @Exported
    public long getServers() {
        return servers;
    }

    /** How much content was transferred. */
    @Exported
    public long getBytes() {
        return bytes;
    }

    /** How long its servers were off, all together, in seconds. */
    @Exported
    public long getDowntime() {
        return downtime;
    }

    @Exported
    public String getStep() {
        return step;
    }

    @Exported
    public String getSummary() {
        return summary;
    }

    @Exported
    public boolean isDryRun() {
        return dryRun;
    }

    /** Whether it does not have all that its step did, as the account of an earlier try was lost. */
    @Exported
    public boolean isIncomplete() {
        return incomplete;
    }

    @Exported
    public boolean isInterrupted() {
        return interrupted;
    }
}
