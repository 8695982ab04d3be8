package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Document;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Overlay;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A configuration that names another one under {@code inherits}, from which it takes what it does not say itself. Only
 * Jenkins' settings and folders have such: a file of a workspace, and a step's argument, say everything themselves.
 */
public final class InheritedText {
    static final String KEY = "inherits";

    /**
     * One of the texts that become one.
     *
     * @param place what a person knows it by: {@code "production" of Jenkins' settings}
     */
    public record Layer(String place, String text) {}

    private InheritedText() {}

    /**
     * The name of the configuration from which a text takes what it does not say.
     *
     * @param file what messages call the text
     * @throws ConfigurationException if the text is no YAML, or the name no word
     */
    public static Optional<String> inherited(String file, String text) {
        Node root = Document.compose(file, text);
        if (!(root instanceof MappingNode map)) {
            return Optional.empty(); // its reader says what it should be
        }
        return Overlay.value(map, KEY).map(value -> {
            if (value instanceof ScalarNode name) {
                return name.getValue();
            }
            throw new ConfigurationException(
                    file + ": \"inherits\" must be the name of a configuration, not " + Form.kind(value));
        });
    }

    /** Whether a text holds a secret, also where it is too little of a configuration to be read as one. */
    public static boolean hasSecret(String file, String text) {
        return Document.compose(file, text) instanceof MappingNode map && Overlay.hasSecret(map);
    }

    /**
     * The whole configuration as YAML; before each section a comment says where it is from.
     *
     * @param layers the one that inherits first, each of the others inherited by the one before it
     * @throws ConfigurationException if one is no map, or has keys that would get lost
     */
    public static String merged(List<Layer> layers) {
        List<MappingNode> maps = layers.stream().map(InheritedText::map).toList();
        Overlay told = Overlay.ofAll(maps).without(KEY);
        return told.keys().stream()
                .map(key -> "# " + key + ": from " + places(layers, maps, key) + "\n" + told.text(key))
                .collect(Collectors.joining());
    }

    /** Where a key of a section is from: the place of the first layer that has it, or of the first of all. */
    public static String place(List<Layer> layers, String section, String key) {
        return layers.stream()
                .filter(layer -> Overlay.value(map(layer), section)
                        .filter(value -> value instanceof MappingNode map
                                && Overlay.value(map, key).isPresent())
                        .isPresent())
                .findFirst()
                .orElse(layers.get(0))
                .place();
    }

    private static MappingNode map(Layer layer) {
        Mistakes mistakes = new Mistakes(layer.place());
        Node root = Document.compose(layer.place(), layer.text());
        if (!(root instanceof MappingNode map)) {
            mistakes.add((Position) null, "must be a map");
            throw new ConfigurationException(mistakes.inOrder());
        }
        Overlay.check(map, mistakes);
        mistakes.throwIfAny();
        return map;
    }

    private static String places(List<Layer> layers, List<MappingNode> maps, String key) {
        return IntStream.range(0, layers.size())
                .filter(i -> Overlay.value(maps.get(i), key).isPresent())
                .mapToObj(i -> layers.get(i).place())
                .collect(Collectors.joining(", the rest from "));
    }
}
