package io.jenkins.plugins.pumphouse.report;

import hudson.model.Run;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One report of a build, with as many of its objects as a browser shows at once. */
public final class ReportPage {
    /** Objects in one page. */
    static final int ROWS = 500;

    private final Run<?, ?> run;
    private final File file;
    private final int page;
    private final ReportFile.Part part;

    /** @param page from 1 */
    ReportPage(Run<?, ?> run, File file, int page) {
        this.run = run;
        this.file = file;
        this.page = page;
        this.part = ReportFile.read(file, (page - 1) * ROWS, ROWS);
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** All that the report has besides its objects. */
    public Map<String, Object> getReport() {
        return part.report();
    }

    /** The objects of this page, each with its {@code outcome} in words, and its {@code ledger} as lines. */
    public List<Map<String, Object>> getRows() {
        boolean dryRun = Boolean.TRUE.equals(part.report().get("dryRun"));
        for (Map<String, Object> row : part.rows()) {
            row.put("outcome", OutcomeWords.of(row.get("outcome"), dryRun));
            row.put("ledger", lines(row.get("ledger")));
        }
        return part.rows();
    }

    private static List<String> lines(Object ledger) {
        List<String> lines = new ArrayList<>();
        if (ledger instanceof Map<?, ?> items) {
            items.forEach((item, verdict) -> lines.add(item + ": " + verdict));
        }
        return lines;
    }

    /** How many objects there are. */
    public int getTotal() {
        return part.total();
    }

    /** The report's number in its build. */
    public String getFile() {
        return file.getName().replace(".json", "");
    }

    public int getNumber() {
        return page;
    }

    /** How many pages there are, at least 1. */
    public int getPages() {
        return Math.max(1, (part.total() + ROWS - 1) / ROWS);
    }

    public boolean isFirst() {
        return page == 1;
    }

    public boolean isLast() {
        return page >= getPages();
    }

    /** Another page of the same report; null, and so not found, when there is none. */
    public ReportPage getPage(String number) {
        int wanted = MigrationAction.number(number);
        return wanted < 1 || wanted > getPages() ? null : new ReportPage(run, file, wanted);
    }
}
