package io.jenkins.plugins.pumphouse.config.yaml;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A map that becomes YAML. A key may be put twice: the reader of the text refuses it, so no value is lost unnoticed.
 */
public final class Written {
    private final List<NodeTuple> tuples = new ArrayList<>();

    /**
     * Adds an entry.
     *
     * @param value another {@link Written}, a list of values, or a text, which is taken as it is typed
     */
    public void put(String key, Object value) {
        tuples.add(new NodeTuple(scalar(key), node(value)));
    }

    public boolean isEmpty() {
        return tuples.isEmpty();
    }

    /** The YAML; empty if nothing was put. */
    public String text() {
        if (isEmpty()) {
            return "";
        }
        StringWriter text = new StringWriter();
        new Yaml().serialize(node(this), text);
        return text.toString();
    }

    private static Node node(Object value) {
        if (value instanceof Written map) {
            return new MappingNode(Tag.MAP, map.tuples, FlowStyle.BLOCK);
        }
        if (value instanceof List<?> list) {
            return new SequenceNode(Tag.SEQ, list.stream().map(Written::node).toList(), FlowStyle.BLOCK);
        }
        return scalar(value.toString());
    }

    static Node scalar(String text) {
        return new ScalarNode(
                Tag.STR, text, null, null, text.indexOf('\n') < 0 ? ScalarStyle.PLAIN : ScalarStyle.LITERAL);
    }
}
