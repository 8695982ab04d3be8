package io.jenkins.plugins.pumphouse.report;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.host.HostJournal;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.report.html.PageWords;
import io.jenkins.plugins.pumphouse.report.html.Timeline;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * The page "OpenStack migration" of a build: a table a step.
 *
 * <p>Stored with the build is only a line of each report; a report is a JSON file of its own in the build's directory,
 * read when somebody looks.
 */
@ExportedBean
public final class MigrationAction implements RunAction2 {
    /** Below the build's own address. */
    public static final String URL = "pumphouse";

    private final List<ReportHead> heads = new ArrayList<>();

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

    /** Keeps what a step did between clouds whose dashboards are not known; see {@link #add(String, Map, Map)}. */
    public void add(String step, Map<String, Object> report) throws IOException {
        add(step, Map.of(), report);
    }

    /**
     * Keeps what a step did.
     *
     * @param step its name in the pipeline
     * @param dashboards the addresses of the clouds' dashboards by {@code source} and {@code target}; may be empty
     * @param report as the step returns it
     */
    public void add(String step, Map<String, String> dashboards, Map<String, Object> report) throws IOException {
        synchronized (run) {
            ReportFile.write(file(heads.size() + 1), step, dashboards, report);
            heads.add(new ReportHead(step, report));
            run.save();
        }
    }

    /** Keeps a file of the build's last such step. */
    public void put(BuildFile file, String content) throws IOException {
        synchronized (run) {
            ReportExport.written(directory(), file.fileName(), content);
        }
    }

    /** What {@link #put} kept; empty when nothing was. */
    public Optional<String> read(BuildFile file) throws IOException {
        Path kept = file.in(directory()).toPath();
        return Files.isRegularFile(kept) ? Optional.of(Files.readString(kept)) : Optional.empty();
    }

    /** The names of the files that steps left, for the page's links. */
    public List<String> getFiles() {
        return BuildFile.namesIn(directory());
    }

    /** The inventory of the source as a page that needs nothing else. */
    @GET
    @WebMethod(name = "inventory.html")
    public HttpResponse downloadInventoryHtml(StaplerResponse2 response) throws IOException {
        return FileResponse.page(BuildFile.INVENTORY_HTML.in(directory()), response);
    }

    /** The same for a spreadsheet. */
    @GET
    @WebMethod(name = "inventory.csv")
    public HttpResponse downloadInventoryCsv() throws IOException {
        return FileResponse.of(BuildFile.INVENTORY_CSV.in(directory()));
    }

    /** The plan of the build's last dry run, to be read. */
    @GET
    @WebMethod(name = "plan.html")
    public HttpResponse downloadPlanHtml(StaplerResponse2 response) throws IOException {
        return FileResponse.page(BuildFile.PLAN_HTML.in(directory()), response);
    }

    /** The same, to be applied. */
    @GET
    @WebMethod(name = "plan.json")
    public HttpResponse downloadPlan() throws IOException {
        return FileResponse.of(BuildFile.PLAN.in(directory()));
    }

    /** The new passwords of users, which only those may see who may configure the job. */
    @GET
    @WebMethod(name = "passwords.csv")
    public HttpResponse downloadPasswords(StaplerResponse2 response) throws IOException {
        run.checkPermission(Item.CONFIGURE);
        response.setHeader("Cache-Control", "no-store");
        return passwordFile().download();
    }

    /** Whether there are passwords, for a person who may see them. */
    public boolean isPasswordsShown() {
        return passwordFile().exists() && run.hasPermission(Item.CONFIGURE);
    }

    /** Where a step keeps new passwords of users. */
    public PasswordFile passwordFile() {
        return new PasswordFile(() -> directory().toPath());
    }

    private File file(int number) {
        return new File(directory(), number + ".json");
    }

    /** Where the reports are; need not exist. It moves with its job. */
    public File directory() {
        return new File(run.getRootDir(), "pumphouse");
    }

    /**
     * Where a step that moves hypervisors writes down how far they are; the page shows it while it runs and afterwards.
     *
     * @param step its place in the build, the same before and after a restart
     */
    public HostJournal hosts(String step) {
        return HostJournals.of(this::directory, step);
    }

    /** The hosts of all steps of the build, in the order of the steps; a journal that cannot be read is left out. */
    public List<HostState> getHosts() {
        return journals().states();
    }

    /** The same for the page. */
    public List<PageWords.HostLine> getHostsInWords() {
        return getHosts().stream().map(PageWords.HostLine::of).toList();
    }

    private HostJournals journals() {
        return new HostJournals(directory());
    }

    /** What the steps of the build do now; empty when none runs. */
    public List<RunningSteps.RunningStep> getRunning() {
        return RunningSteps.of(run);
    }

    /** A line of each report, in the order in which the steps ended; no file is read for it. */
    @Exported(name = "reports")
    public List<ReportHead> getHeads() {
        synchronized (run) {
            return new ArrayList<>(heads);
        }
    }

    /** The reports as the steps return them; one that cannot be read says so. */
    public List<Map<String, Object>> getReports() {
        return files().stream().map(ReportFile::read).toList();
    }

    /**
     * Ids on the source of the servers that the build's steps have moved.
     *
     * @throws IOException when a report cannot be read, as one of them may be in it
     */
    public List<String> movedServers() throws IOException {
        return MovedServers.of(files());
    }

    /** Its reports, in their order. */
    List<File> files() {
        return IntStream.rangeClosed(1, getHeads().size()).mapToObj(this::file).toList();
    }

    /**
     * What failed or is in conflict, of all reports, at most {@value Problems#MOST}: the first thing to read. Reports
     * without any are not read, as the page is loaded again and again while the build runs.
     */
    public List<Map<String, Object>> getProblems() {
        List<ReportHead> all = getHeads();
        return Problems.of(IntStream.range(0, all.size())
                .filter(each -> all.get(each).mayHaveProblems())
                .mapToObj(each -> file(each + 1))
                .toList());
    }

    /** The hosts on one scale of time. */
    public Timeline getTimeline() {
        return Timeline.inWords(getHosts());
    }

    /** The page of a report, by its number from 1; null, and so not found, when there is none. */
    public ReportPage getReport(String number) {
        int wanted = ReportPage.number(number);
        return wanted < 1 || wanted > getHeads().size() ? null : new ReportPage(run, file(wanted), 1);
    }

    /** The hosts, for programs that ask for this page: those that ask for the build do not have all journals read. */
    @Exported(name = "hosts")
    public List<Map<String, Object>> getHostLines() {
        return journals().lines();
    }

    public Api getApi() {
        return new Api(this);
    }

    /** All reports with all objects, to be taken along. */
    @GET
    @WebMethod(name = "report.json")
    public HttpResponse downloadJson() throws IOException {
        return FileResponse.of(export().json(directory()));
    }

    /** The same as one page that needs nothing else. */
    @GET
    @WebMethod(name = "report.html")
    public HttpResponse downloadHtml(StaplerResponse2 response) throws IOException {
        return FileResponse.page(export().html(directory()), response);
    }

    /** The same as test results. */
    @GET
    @WebMethod(name = "junit.xml")
    public HttpResponse downloadJunit() throws IOException {
        return FileResponse.of(export().junit(directory()));
    }

    /** Which id on the target belongs to which on the source. */
    @GET
    @WebMethod(name = "idmap.csv")
    public HttpResponse downloadIdMap() throws IOException {
        return FileResponse.of(export().idMap(directory()));
    }

    private ReportExport export() {
        return new ReportExport(run.getFullDisplayName(), getReports(), getHosts());
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
        return Messages.text("page.migration");
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
