package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A form by what reads it, where several forms may be written in one place.
 *
 * @param schema what an editor may know of it
 * @param <T> what it becomes
 */
public record FormOf<T>(Schema schema, Reader<T> reader) implements Form<T> {

    /** As {@link Form#read}. */
    @FunctionalInterface
    public interface Reader<T> {
        Optional<T> read(Node node, String subject, Mistakes mistakes);
    }

    @Override
    public Optional<T> read(Node node, String subject, Mistakes mistakes) {
        return reader.read(node, subject, mistakes);
    }
}
