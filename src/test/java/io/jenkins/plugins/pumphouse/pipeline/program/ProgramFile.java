package io.jenkins.plugins.pumphouse.pipeline.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that holds the latest state of a run, whole at every moment; a run may have none. */
final class ProgramFile {
    private final Path file;

    /** The file of that name; null for none. */
    ProgramFile(String name) {
        file = name == null ? null : Path.of(name);
    }

    boolean isKept() {
        return file != null;
    }

    void write(byte[] state) throws IOException {
        if (isKept()) {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.write(part, state);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    void delete() throws IOException {
        if (isKept()) {
            Files.deleteIfExists(file);
        }
    }
}
