package io.jenkins.plugins.pumphouse.report;

import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the builds of a job have moved, as a page of the job: made anew for who looks, stored nowhere. */
public final class JobTrend implements Action {
    /** As many builds as are looked at; each may have to be read from its file. */
    private static final int BUILDS = 50;

    /** Of a drawing, which is stretched to the page's width. */
    private static final int WIDTH = 1000;

    private static final int HEIGHT = 100;

    private final Run<?, ?> newest;

    JobTrend(Run<?, ?> newest) {
        this.newest = newest;
    }

    /**
     * What one build moved.
     *
     * @param url below Jenkins' own address
     * @param downtime of all its servers together, in seconds
     */
    public record Moved(String build, String url, long servers, long bytes, long downtime) {
        /** In megabytes, for a person. */
        public long megabytes() {
            return bytes / 1_000_000;
        }
    }

    /** @param id {@code servers}, {@code bytes} or {@code downtime}; @param description all of it in words */
    public record Chart(String id, String description, List<Bar> bars) {}

    /** @param title build and number */
    public record Bar(int x, int y, int width, int height, String title) {}

    /** The last builds that moved anything, the oldest first. */
    public List<Moved> getBuilds() {
        List<Moved> builds = new ArrayList<>();
        Run<?, ?> build = newest;
        for (int i = 0; i < BUILDS && build != null; i++) {
            MigrationAction action = build.getAction(MigrationAction.class);
            Moved moved = action == null ? null : moved(build, action.getHeads());
            if (moved != null && moved.servers() + moved.bytes() > 0) {
                builds.add(moved);
            }
            build = build.getPreviousBuild();
        }
        Collections.reverse(builds);
        return builds;
    }

    private static Moved moved(Run<?, ?> build, List<ReportHead> heads) {
        return new Moved(
                build.getDisplayName(),
                build.getUrl(),
                sum(heads, ReportHead::getServers),
                sum(heads, ReportHead::getBytes),
                sum(heads, ReportHead::getDowntime));
    }

    private static long sum(List<ReportHead> heads, ToLongFunction<ReportHead> number) {
        return heads.stream().mapToLong(number).sum();
    }

    /** Servers, bytes and downtime, each as bars; empty if no build moved anything. */
    public List<Chart> getCharts() {
        List<Moved> builds = getBuilds();
        return builds.isEmpty()
                ? List.of()
                : List.of(
                        chart("servers", builds, Moved::servers, ""),
                        chart("bytes", builds, Moved::megabytes, " MB"),
                        chart("downtime", builds, Moved::downtime, " s"));
    }

    private static Chart chart(String id, List<Moved> builds, ToLongFunction<Moved> number, String unit) {
        long highest = Math.max(1, builds.stream().mapToLong(number).max().orElse(1));
        int width = WIDTH / builds.size();
        List<Bar> bars = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Moved build : builds) {
            int height = (int) (number.applyAsLong(build) * HEIGHT / highest);
            String title = build.build() + ": " + number.applyAsLong(build) + unit;
            bars.add(new Bar(bars.size() * width, HEIGHT - height, Math.max(1, width * 4 / 5), height, title));
            words.add(title);
        }
        return new Chart(id, String.join(", ", words), bars);
    }

    public Run<?, ?> getRun() {
        return newest;
    }

    @Override
    public String getIconFileName() {
        return "symbol-cloud";
    }

    @Override
    public String getDisplayName() {
        return Messages.text("page.trend");
    }

    @Override
    public String getUrlName() {
        return MigrationAction.URL;
    }
}
