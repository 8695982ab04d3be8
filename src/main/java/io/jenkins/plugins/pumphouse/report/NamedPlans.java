package io.jenkins.plugins.pumphouse.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Plans in the directory of a build, for steps that have no workspace.
 *
 * @param directory need not exist
 */
public record NamedPlans(Path directory) {
    /** Those of a build. */
    public static NamedPlans of(MigrationAction build) {
        return new NamedPlans(build.directory().toPath().resolve("plans"));
    }

    /** @param name of a file, and no path */
    public void keep(String name, String plan) throws IOException {
        ReportExport.written(directory.toFile(), name, plan);
    }

    /** What {@link #keep} kept under that name; empty when nothing was. */
    public Optional<String> read(String name) throws IOException {
        Path kept = directory.resolve(name);
        return Files.isRegularFile(kept) ? Optional.of(Files.readString(kept)) : Optional.empty();
    }
}
