package io.jenkins.plugins.pumphouse.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A zip file in memory: its files by name, in the order in which they stand in the archive. */
final class Archive {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, LocalDateTime> times = new LinkedHashMap<>();

    Archive(byte[] zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), in.readAllBytes());
                    times.put(entry.getName(), entry.getTimeLocal());
                }
            }
        }
    }

    /** The archive that {@code mvn package} left; the build names its path in the property {@code hpi}. */
    static Archive builtHpi() throws IOException {
        return new Archive(Files.readAllBytes(Path.of(System.getProperty("hpi", "target/pumphouse.hpi"))));
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    List<LocalDateTime> times() {
        return List.copyOf(times.values());
    }

    Archive inner(String name) {
        try {
            return new Archive(bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    Manifest manifest() throws IOException {
        return new Manifest(new ByteArrayInputStream(bytes("META-INF/MANIFEST.MF")));
    }

    byte[] bytes(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new AssertionError("No " + name + " among " + files.keySet());
        }
        return bytes;
    }
}
