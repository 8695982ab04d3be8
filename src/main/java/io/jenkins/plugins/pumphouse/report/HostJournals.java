package io.jenkins.plugins.pumphouse.report;

import io.jenkins.plugins.pumphouse.host.HostJournal;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.io.File;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The journals of a build's steps that move hypervisors: one file a step.
 *
 * @param directory of the build; need not exist
 */
record HostJournals(File directory) {
    private static final String PREFIX = "hosts-";
    private static final String SUFFIX = ".json";
    private static final Logger LOGGER = Logger.getLogger(HostJournals.class.getName());

    /**
     * @param build gives the directory, which moves with its job
     * @param step its place in the build, the same before and after a restart
     */
    static HostJournal of(Supplier<File> build, String step) {
        return new HostJournal(() -> new File(build.get(), PREFIX + step + SUFFIX).toPath());
    }

    /** The hosts of all steps, in the order of the steps; a journal that cannot be read is left out. */
    List<HostState> states() {
        File[] journals = directory.listFiles((folder, name) -> name.startsWith(PREFIX) && name.endsWith(SUFFIX));
        if (journals == null) {
            return List.of();
        }
        Arrays.sort(journals, Comparator.comparing(File::lastModified));
        List<HostState> states = new ArrayList<>();
        for (File journal : journals) {
            try {
                states.addAll(new HostJournal(journal.toPath()).read());
            } catch (UncheckedIOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Not shown on the page of the build: " + journal);
            }
        }
        return states;
    }

    /** The same for programs: status, what to know, and phase. */
    List<Map<String, Object>> lines() {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (HostState state : states()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("host", state.host());
            line.put("status", state.status().name());
            line.put("phase", state.phase() == null ? null : state.phase().word());
            line.put("message", state.message());
            lines.add(line);
        }
        return lines;
    }
}
