package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What may be written as a value, and what it becomes.
 *
 * @param <T> what it becomes
 */
public interface Form<T> {

    /**
     * Reads a value that is not {@linkplain #isNothing nothing}.
     *
     * @param subject of messages, such as {@code "timeout" of source cloud "x"}
     * @return nothing after at least one mistake was added
     */
    Optional<T> read(Node node, String subject, Mistakes mistakes);

    /** What an editor may know of it. */
    Schema schema();

    /** Whether a node stands for no value at all: {@code key:} without anything behind, {@code ~}, {@code null}. */
    static boolean isNothing(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    /** What kind of thing a node is, for messages; says nothing about the value, which may be secret. */
    static String kind(Node node) {
        if (node instanceof SequenceNode) {
            return "a list";
        }
        if (node instanceof MappingNode) {
            return "a map";
        }
        if (isNothing(node)) {
            return "nothing";
        }
        boolean text = !(node instanceof ScalarNode) || Tag.STR.equals(node.getTag());
        return text ? "text" : Tag.BOOL.equals(node.getTag()) ? "true or false" : "a single value";
    }

    /** Whether a node carries only types that YAML itself defines and that no program has to be trusted for. */
    static boolean isPlain(Node node) {
        Tag tag = node.getTag();
        return Tag.standardTags.contains(tag) && !Tag.BINARY.equals(tag);
    }
}
