package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * A map whose keys the operator chooses, and whose values all have one form.
 *
 * @param name the form of its keys
 * @param what what an entry is: {@code host}
 * @param value the form of its values
 * @param example what a message shows to who wrote something else
 * @param partOfOther whether messages have to say whose the entry is
 * @param <T> what a value becomes
 */
public record EntriesForm<T>(Form<String> name, String what, Form<T> value, String example, boolean partOfOther)
        implements Form<Map<String, EntriesForm.Entry<T>>> {

    /**
     * @param key where it stands
     * @param value what is said of it
     */
    public record Entry<T>(Node key, T value) {}

    @Override
    public Schema schema() {
        return Schema.entries(value.schema());
    }

    @Override
    public Optional<Map<String, Entry<T>>> read(Node node, String subject, Mistakes mistakes) {
        if (!(node instanceof MappingNode map) || !Form.isPlain(node)) {
            mistakes.add(node, subject + " must be a map such as " + example + ", not " + Form.kind(node));
            return Optional.empty();
        }
        Map<String, Entry<T>> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : Merge.entries(map, mistakes)) {
            Optional<String> key = name.read(tuple.getKeyNode(), "the name of a " + what + " in " + subject, mistakes);
            if (key.isEmpty()) {
                continue;
            }
            String entry = what + " \"" + key.get() + "\"" + (partOfOther ? " of " + subject : "");
            if (entries.containsKey(key.get())) {
                mistakes.add(
                        tuple.getKeyNode(),
                        entry + " is described twice" + (partOfOther ? "" : " in " + subject) + "; keep one");
            } else if (Form.isNothing(tuple.getValueNode())) {
                mistakes.add(tuple.getKeyNode(), entry + " is empty; describe it such as " + example);
            } else {
                value.read(tuple.getValueNode(), entry, mistakes)
                        .ifPresent(read -> entries.put(key.get(), new Entry<>(tuple.getKeyNode(), read)));
            }
        }
        return Optional.of(entries);
    }

    /** The same, where nobody asks where an entry stands. */
    public Form<Map<String, T>> values() {
        return new FormOf<>(
                schema(),
                (node, subject, mistakes) -> read(node, subject, mistakes).map(EntriesForm::values));
    }

    private static <T> Map<String, T> values(Map<String, Entry<T>> entries) {
        Map<String, T> values = new LinkedHashMap<>();
        entries.forEach((name, entry) -> values.put(name, entry.value()));
        return values;
    }
}
