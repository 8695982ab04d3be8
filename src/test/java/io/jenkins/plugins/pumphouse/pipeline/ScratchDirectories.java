package io.jenkins.plugins.pumphouse.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories for runs that were given none; they go when this JVM ends. */
final class ScratchDirectories {
    private static final Path ROOT = root();

    private ScratchDirectories() {}

    static Path create(String purpose) throws IOException {
        return Files.createTempDirectory(ROOT, purpose);
    }

    private static Path root() {
        try {
            Path root = Files.createTempDirectory("pipelines");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> found = Files.walk(root)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
