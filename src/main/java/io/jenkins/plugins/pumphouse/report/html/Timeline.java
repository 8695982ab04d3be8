package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The hosts of a build on one scale of time: a lane each, with a bar for each phase. Drawn by the page of the build and
 * by the report that is taken along.
 *
 * @param from when the first phase of any host began
 * @param to when the last one ended
 * @param keys which colour is which phase
 */
public record Timeline(String from, String to, List<Lane> lanes, List<Key> keys) {
    /** The width of a lane in units of the drawing, which is stretched to the page's width. */
    public static final int WIDTH = 1000;

    private static final int NARROWEST = 3;

    /** Names of Jenkins' palette, which has a dark form of each. */
    private static final List<String> COLORS =
            List.of("cyan", "indigo", "orange", "purple", "yellow", "brown", "blue", "green", "pink");

    /**
     * One host.
     *
     * @param description all of it in words, for whom the drawing says nothing
     */
    public record Lane(String host, String status, String description, List<Bar> bars) {}

    /** @param color name of a colour; @param phase in words */
    public record Key(String color, String phase) {}

    /** @param color name of a colour; @param title phase, seconds and end */
    public record Bar(int x, int width, String color, String title) {}

    public Timeline {
        lanes = List.copyOf(lanes);
        keys = List.copyOf(keys);
    }

    /** What a drawing says of phases, and of their ends. */
    record Words(UnaryOperator<String> phase, UnaryOperator<String> end) {
        /** For a file that is taken along. */
        static final Words ENGLISH =
                new Words(phase -> phase.toLowerCase(Locale.ROOT).replace('_', ' '), UnaryOperator.identity());
    }

    /** The same of these hosts in the language of the person who looks at it. */
    public static Timeline inWords(List<HostState> hosts) {
        return of(new ObjectMapper().valueToTree(hosts), new Words(PageWords::phase, PageWords::end));
    }

    /** @param hosts as {@code report.json} has them; those that have gone through no phase have no lane */
    static Timeline of(JsonNode hosts, Words words) {
        long from = Long.MAX_VALUE;
        long to = 0;
        for (JsonNode host : hosts) {
            for (JsonNode run : host.path("phaseRuns")) {
                from = Math.min(from, run.path("since").asLong());
                to = Math.max(
                        to, run.path("since").asLong() + run.path("seconds").asLong());
            }
        }
        List<Lane> lanes = new ArrayList<>();
        List<String> phases = new ArrayList<>();
        for (JsonNode host : hosts) {
            if (!host.path("phaseRuns").isEmpty()) {
                lanes.add(lane(host, from, Math.max(1, to - from), phases, words));
            }
        }
        List<Key> keys = phases.stream()
                .map(phase -> new Key(color(phase, phases), words.phase().apply(phase)))
                .toList();
        return lanes.isEmpty() ? new Timeline("", "", lanes, keys) : new Timeline(time(from), time(to), lanes, keys);
    }

    private static Lane lane(JsonNode host, long from, long length, List<String> phases, Words words) {
        List<Bar> bars = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (JsonNode run : host.path("phaseRuns")) {
            String phase = run.path("phase").asText();
            if (!phases.contains(phase)) {
                phases.add(phase);
            }
            long seconds = run.path("seconds").asLong();
            int width = (int) Math.max(NARROWEST, seconds * WIDTH / length);
            int x = (int) Math.min((run.path("since").asLong() - from) * WIDTH / length, WIDTH - width);
            String title = words.phase().apply(phase) + " " + span(seconds) + ": "
                    + words.end().apply(run.path("end").asText());
            bars.add(new Bar(x, width, color(phase, phases), title));
            titles.add(title);
        }
        String name = host.path("host").asText();
        return new Lane(name, host.path("status").asText(), name + ": " + String.join("; ", titles), bars);
    }

    private static String color(String phase, List<String> phases) {
        return COLORS.get(phases.indexOf(phase) % COLORS.size());
    }

    /** {@code "41 s"}, {@code "3 min 5 s"}, {@code "1 h 12 min"}. */
    static String span(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    private static String time(long seconds) {
        return Instant.ofEpochSecond(seconds).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
