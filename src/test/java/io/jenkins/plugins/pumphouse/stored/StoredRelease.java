package io.jenkins.plugins.pumphouse.stored;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a release has stored, as it is kept: files, each with all values that are in it.
 *
 * @param folder named like the release
 */
record StoredRelease(Path folder) {
    private static final Path RESOURCES = Path.of("src/test/resources/io/jenkins/plugins/pumphouse/stored");

    /** All that are kept; with {@code -Dstored.write=true} the one that is built now among them. */
    static List<StoredRelease> all() throws IOException {
        try (Stream<Path> folders = Files.list(RESOURCES)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(StoredRelease::new)
                    .toList();
        }
    }

    /** That which is built now. */
    static StoredRelease current() throws IOException {
        Matcher version = Pattern.compile("<artifactId>pumphouse</artifactId>\\s*<version>([^<-]+)")
                .matcher(Files.readString(Path.of("pom.xml")));
        if (!version.find()) {
            throw new AssertionError("pom.xml names no version");
        }
        return new StoredRelease(RESOURCES.resolve(version.group(1)));
    }

    static boolean isToBeWritten() {
        return Boolean.getBoolean("stored.write");
    }

    void write(String name, byte[] stored) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name), stored);
    }

    void writeValues(String name, Collection<String> values) throws IOException {
        write(name + ".txt", (String.join("\n", values) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /** What stood in a kept file when it was written. */
    List<String> valuesOf(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name + ".txt"), StandardCharsets.UTF_8);
    }
}
