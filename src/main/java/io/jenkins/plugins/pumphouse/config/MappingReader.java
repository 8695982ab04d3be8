package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Document;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** A mapping in a file of its own: what a configuration has under {@code mapping}. */
public final class MappingReader {
    private static final ConfigKey<?> MAPPING = ConfigKey.of("mapping", new MappingForm());

    private static final Section KINDS = MappingForm.KINDS
            .with(Section.of(MAPPING))
            .without(MAPPING, "the whole file is the mapping; write the kinds at its top level");

    private static final String EXAMPLE = "flavors: {m1.small: c1}";

    private MappingReader() {}

    /** What may stand in such a file, for editors. */
    public static Schema schema() {
        return MappingForm.KINDS.schema().titled("A mapping of the Jenkins plugin Pumphouse in a file of its own");
    }

    /**
     * Reads a mapping.
     *
     * @param file what messages call the text
     * @param text YAML, at most {@link Configuration#MAX_LENGTH} characters
     * @return see {@link Configuration#mapping()}
     * @throws ConfigurationException if anything is wrong with it; says everything that is
     */
    public static Map<String, Map<String, String>> read(String file, String text) {
        Mistakes mistakes = new Mistakes(file);
        Node root = Document.compose(file, text);
        if (root == null || Form.isNothing(root)) {
            mistakes.add((Position) null, "is empty; it must be a map such as " + EXAMPLE);
        } else if (!(root instanceof MappingNode) || !Form.isPlain(root)) {
            mistakes.add(root, "must be a map such as " + EXAMPLE + ", not " + Form.kind(root));
        }
        mistakes.throwIfAny();
        Map<String, Map<String, String>> mapping =
                MappingForm.of(KINDS.read((MappingNode) root, "the mapping", mistakes), mistakes);
        mistakes.throwIfAny();
        return mapping;
    }
}
