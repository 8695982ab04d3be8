package io.jenkins.plugins.pumphouse.host;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The states of a step's hosts in a file. It is on the disk when {@link #write} returns, whole or not at all: what is
 * announced in it may be done next, and a power cut must not take the announcement back.
 */
public final class HostJournal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public HostJournal(Path file) {
        this.file = file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** @throws UncheckedIOException naming the file, if it cannot be read or is not what {@link #write} wrote */
    public List<HostState> read() {
        try {
            return JSON.readValue(file.toFile(), new TypeReference<List<HostState>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("The hosts' journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws UncheckedIOException naming the file; then nothing of what it announces may be done */
    public void write(List<HostState> states) {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                            written,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING);
                    OutputStream out = Channels.newOutputStream(channel)) {
                out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(states));
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The hosts' journal " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
