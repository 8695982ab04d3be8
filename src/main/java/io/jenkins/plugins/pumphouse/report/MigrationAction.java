package io.jenkins.plugins.pumphouse.report;

import hudson.model.Run;
import io.jenkins.plugins.pumphouse.migration.Report;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.RunAction2;

/**
 * The page "OpenStack migration" of a build: a table a step.
 *
 * <p>Stored with the build is only the number of reports; a report is a JSON file of its own in
 * the build's directory, read when somebody looks.
 */
public final class MigrationAction implements RunAction2 {
    /** Below the build's own address. */
    public static final String URL = "pumphouse";

    private int reports;

    private transient Run<?, ?> run;

    private MigrationAction() {}

    /** The action of {@code run}, which gets one when it has none. */
    public static MigrationAction of(Run<?, ?> run) throws IOException {
        synchronized (run) {
            MigrationAction action = run.getAction(MigrationAction.class);
            if (action == null) {
                action = new MigrationAction();
                run.addAction(action);
                run.save();
            }
            return action;
        }
    }

    /**
     * Keeps what a step did.
     *
     * @param step its name in the pipeline
     */
    public void add(String step, Report report) throws IOException {
        synchronized (run) {
            ReportFile.write(file(reports + 1), step, report);
            reports++;
            run.save();
        }
    }

    private File file(int number) {
        return new File(new File(run.getRootDir(), "pumphouse"), number + ".json");
    }

    /** The reports in the order in which the steps ended, as the page shows them; one that cannot be read says so. */
    public List<Map<String, Object>> getReports() {
        int count;
        synchronized (run) {
            count = reports;
        }
        List<Map<String, Object>> read = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            read.add(ReportFile.read(file(number)));
        }
        return read;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    @Override
    public String getIconFileName() {
        return "symbol-cloud";
    }

    @Override
    public String getDisplayName() {
        return "OpenStack migration";
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
