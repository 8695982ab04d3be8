package io.jenkins.plugins.pumphouse.settings;

import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.InheritedText;
import io.jenkins.plugins.pumphouse.config.InheritedText.Layer;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A stored configuration with all that it inherits from others. */
final class WholeConfiguration {
    private final NamedConfiguration own;
    /** The configuration itself first, each of the others inherited by the one before it. */
    private final List<Layer> layers;

    WholeConfiguration(NamedConfiguration own, List<Layer> layers) {
        this.own = own;
        this.layers = List.copyOf(layers);
    }

    /** As YAML; of one that inherits, a comment before each section says where it is from. */
    String text() {
        return layers.size() == 1 ? own.getExported() : InheritedText.merged(layers);
    }

    /** Where a key of a section is from. */
    String place(String section, String key) {
        return InheritedText.place(layers, section, key);
    }

    /** Where each section is from, without what it says. */
    String origins() {
        return text().lines().filter(line -> line.startsWith("# ")).collect(Collectors.joining("\n"));
    }

    /** @throws ConfigurationException if it has mistakes, as one of an older version that allowed more */
    Configuration parse() {
        String text = text();
        try {
            return Configuration.parse(own.getName(), text);
        } catch (ConfigurationException e) {
            if (layers.size() > 1) {
                throw ofAll(e);
            }
            if (text.isEmpty() || text.equals(own.getYaml())) {
                throw e;
            }
            throw new ConfigurationException(
                    e.getMessage() + "\nLines and columns are those of this text:\n" + numbered(text));
        }
    }

    /** Without places: they are in a text that nobody has, and that not everybody who is told of it may see. */
    private ConfigurationException ofAll(ConfigurationException wrong) {
        return wrong.mistakes().isEmpty()
                ? wrong
                : new ConfigurationException(wrong.mistakes().stream()
                        .map(mistake -> own.getName() + ", with what it inherits: " + mistake.message())
                        .collect(Collectors.joining("\n")));
    }

    private static String numbered(String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> (i + 1) + ": " + lines.get(i))
                .collect(Collectors.joining("\n"));
    }
}
