package io.jenkins.plugins.pumphouse.report;

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

    ReportHead(String step, Map<String, Object> report) {
        this.step = step;
        this.summary = String.valueOf(report.get("summary"));
        this.dryRun = Boolean.TRUE.equals(report.get("dryRun"));
        this.interrupted = Boolean.TRUE.equals(report.get("interrupted"));
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

    @Exported
    public boolean isInterrupted() {
        return interrupted;
    }
}
