package io.jenkins.plugins.pumphouse.report;

import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.report.html.DashboardLinks;
import io.jenkins.plugins.pumphouse.report.html.PageWords;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One report of a build, with as many of its objects as a browser shows at once.
 *
 * <p>A model object, as Jenkins leads an address on to nothing that is not one: a view alone is not enough.
 */
public final class ReportPage implements ModelObject {
    /** Objects in one page. */
    static final int ROWS = 500;

    private final Run<?, ?> run;
    private final File file;
    private final int page;
    private final RowFilter filter;
    private final ReportPart part;

    /** @param page from 1 */
    ReportPage(Run<?, ?> run, File file, int page) {
        this(run, file, page, RowFilter.ALL);
    }

    private ReportPage(Run<?, ?> run, File file, int page, RowFilter filter) {
        this.run = run;
        this.file = file;
        this.page = page;
        this.filter = filter;
        this.part = ReportPart.of(file, (page - 1) * ROWS, ROWS, filter.equals(RowFilter.ALL) ? null : filter::matches);
    }

    /**
     * The same page of only those objects that match; null or blank matches all.
     *
     * @param type of the object, such as {@code server}
     * @param state its outcome, such as {@code failed}
     * @param q what its name, id or message contains
     */
    public ReportPage filtered(String type, String state, String q) {
        RowFilter wanted = RowFilter.of(type, state, q);
        return wanted.equals(filter) ? this : new ReportPage(run, file, page, wanted);
    }

    public RowFilter getFilter() {
        return filter;
    }

    /** The types of all objects of the report. */
    public Set<String> getTypes() {
        return part.types();
    }

    /** The outcomes of all objects of the report, each with its word. */
    public Map<String, String> getStates() {
        boolean dryRun = isDryRun();
        Map<String, String> states = new LinkedHashMap<>();
        part.outcomes().forEach(state -> states.put(state, PageWords.outcome(state, dryRun)));
        return states;
    }

    private boolean isDryRun() {
        return Boolean.TRUE.equals(part.report().get("dryRun"));
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** The step's name, in the way that leads to the page. */
    @Override
    public String getDisplayName() {
        return String.valueOf(part.report().get("step"));
    }

    /** All that the report has besides its objects. */
    public Map<String, Object> getReport() {
        return part.report();
    }

    /**
     * The objects of this page, each with its {@code outcome} in words, its {@code ids}, and its {@code ledger} as
     * lines.
     */
    public List<Map<String, Object>> getRows() {
        boolean dryRun = isDryRun();
        DashboardLinks links = DashboardLinks.of(part.report());
        return part.rows().stream()
                .map(object -> ReportRow.of(object, dryRun, links))
                .toList();
    }

    /** What the plan needed of the target, what lacked first; empty for a report without a plan. */
    public List<Map<String, Object>> getFit() {
        return PageWords.fit(part.report().get("fit"));
    }

    /** Between which clouds, what came of it and how long it took, as far as the report says it. */
    public String getHeadline() {
        Map<String, Object> report = part.report();
        Object source = report.get("source");
        Object seconds = report.get("seconds");
        return (source == null ? "" : source + " → " + report.get("target") + ": ")
                + report.get("summary")
                + (seconds == null ? "" : " (" + seconds + " s)");
    }

    /** How many objects there are that match. */
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
        int wanted = number(number);
        return wanted < 1 || wanted > getPages() ? null : new ReportPage(run, file, wanted);
    }

    /** The number in a part of an address; 0 for what is none. */
    static int number(String text) {
        return text.matches("[1-9]\\d{0,6}") ? Integer.parseInt(text) : 0;
    }
}
