package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** The value of {@code mapping}: for each {@link MappedKind} a map from the source's name or id to the target's. */
final class MappingForm implements Form<Map<String, Map<String, String>>> {

    static final Section KINDS = Section.of(
            Stream.of(MappedKind.values()).flatMap(kind -> kind.keys().stream()).toArray(ConfigKey<?>[]::new));

    @Override
    public Schema schema() {
        return KINDS.schema();
    }

    @Override
    public Optional<Map<String, Map<String, String>>> read(Node node, String subject, Mistakes mistakes) {
        if (!(node instanceof MappingNode map) || !Form.isPlain(node)) {
            mistakes.add(node, subject + " must be a map such as flavors: {m1.small: c1}, not " + Form.kind(node));
            return Optional.empty();
        }
        return Optional.of(of(KINDS.read(map, "\"mapping\"", mistakes), mistakes));
    }

    /** What is written under all kinds. */
    static Map<String, Map<String, String>> of(Values values, Mistakes mistakes) {
        Map<String, Map<String, String>> mapping = new LinkedHashMap<>();
        for (MappedKind kind : MappedKind.values()) {
            Map<String, String> targets = targets(kind, values, mistakes);
            if (!targets.isEmpty()) {
                mapping.put(kind.word(), targets);
            }
        }
        return mapping;
    }

    /** What is written under all keys of a kind, taken together. */
    private static Map<String, String> targets(MappedKind kind, Values values, Mistakes mistakes) {
        Map<String, String> all = new LinkedHashMap<>();
        for (ConfigKey<Map<String, String>> key : kind.keys()) {
            values.orElse(key, Map.of()).forEach((source, target) -> {
                if (all.putIfAbsent(source, target) != null) {
                    mistakes.add(
                            values.at(key),
                            "\"" + source + "\" is mapped under \"" + key.name() + "\" and under \""
                                    + kind.keys().get(0).name() + "\", which means the same; keep one");
                }
            });
        }
        return all;
    }
}
