package io.jenkins.plugins.pumphouse.report;

/** Reports that do not have all that their steps did, as the account of earlier tries was lost. */
public final class IncompleteReports {
    /** True in such a report. */
    public static final String KEY = "incomplete";

    private IncompleteReports() {}

    /** Whether the build has one. */
    public static boolean isIn(MigrationAction build) {
        return build.files().stream()
                .anyMatch(file -> Boolean.TRUE.equals(
                        ReportPart.of(file, 0, 0, null).report().get(KEY)));
    }
}
