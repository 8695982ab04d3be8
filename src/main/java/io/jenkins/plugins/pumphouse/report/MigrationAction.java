package io.jenkins.plugins.pumphouse.report;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.HostJournal;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.migration.Report;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;

/**
 * The page "OpenStack migration" of a build: a table a step.
 *
 * <p>Stored with the build is only the number of reports; a report is a JSON file of its own in the build's directory,
 * read when somebody looks.
 */
public final class MigrationAction implements RunAction2 {
    /** Below the build's own address. */
    public static final String URL = "pumphouse";

    private static final String HOSTS = "hosts-";
    private static final Logger LOGGER = Logger.getLogger(MigrationAction.class.getName());

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
        return new File(directory(), number + ".json");
    }

    private File directory() {
        return new File(run.getRootDir(), "pumphouse");
    }

    /**
     * Where a step that moves hypervisors writes down how far they are; the page shows it while it runs and afterwards.
     *
     * @param step its place in the build, the same before and after a restart
     */
    public HostJournal hosts(String step) {
        return new HostJournal(new File(directory(), HOSTS + step + ".json").toPath());
    }

    /** The hosts of all steps of the build, in the order of the steps; a journal that cannot be read is left out. */
    public List<HostState> getHosts() {
        File[] journals = directory().listFiles((folder, name) -> name.startsWith(HOSTS) && name.endsWith(".json"));
        if (journals == null) {
            return List.of();
        }
        Arrays.sort(journals, Comparator.comparing(File::lastModified));
        List<HostState> states = new ArrayList<>();
        for (File journal : journals) {
            try {
                states.addAll(new HostJournal(journal.toPath()).read());
            } catch (UncheckedIOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Not shown on the page of " + run);
            }
        }
        return states;
    }

    /** Leads from the log to the page. */
    public static void link(Run<?, ?> run, TaskListener listener) throws IOException {
        listener.hyperlink("/" + run.getUrl() + URL, "pumphouse report");
        listener.getLogger().println();
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
