package io.jenkins.plugins.pumphouse.host;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * The states of a step's hosts in a file. It is on the disk when {@link #write} returns, whole or not at all: what is
 * announced in it may be done next, and a power cut must not take the announcement back.
 */
public final class HostJournal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Path> place;

    public HostJournal(Path file) {
        this(() -> file);
    }

    /** @param place of the file, asked for each time: a job that is renamed takes its builds along */
    public HostJournal(Supplier<Path> place) {
        this.place = place;
    }

    public boolean exists() {
        return Files.exists(place.get());
    }

    /** @throws UncheckedIOException naming the file, if it cannot be read or is not what {@link #write} wrote */
    public List<HostState> read() {
        Path file = place.get();
        try {
            return JSON.readValue(file.toFile(), new TypeReference<List<HostState>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("The hosts' journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws UncheckedIOException naming the file; then nothing of what it announces may be done */
    public void write(List<HostState> states) {
        Path file = place.get();
        try {
            new AtomicFile(file).write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(states));
        } catch (IOException e) {
            throw new UncheckedIOException("The hosts' journal " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
