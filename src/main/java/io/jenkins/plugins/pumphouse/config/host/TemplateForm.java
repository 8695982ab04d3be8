package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The value of {@code template}: the node that is copied, {@code node-7}, or one for a part alone, {@code {disks:
 * node-7}}.
 */
public final class TemplateForm implements Form<TemplateForm.Template> {
    /**
     * The nodes in Fuel that a node's disks and interfaces are taken after.
     *
     * @param disks name or id; null for none
     * @param interfaces name or id; null for none
     */
    public record Template(String disks, String interfaces) {}

    static final Template NONE = new Template(null, null);

    private static final ConfigKey<String> DISKS =
            ConfigKey.of("disks", Scalars.TEXT).commonMisnames("volumes");
    private static final ConfigKey<String> INTERFACES =
            ConfigKey.of("interfaces", Scalars.TEXT).commonMisnames("nics", "networks");

    public static final Section PARTS = Section.of(DISKS, INTERFACES);

    @Override
    public Schema schema() {
        return Schema.anyOf(Scalars.TEXT.schema(), PARTS.schema());
    }

    @Override
    public Optional<Template> read(Node node, String subject, Mistakes mistakes) {
        if (node instanceof ScalarNode) {
            return Scalars.TEXT.read(node, subject, mistakes).map(name -> new Template(name, name));
        }
        if (!(node instanceof MappingNode)) {
            mistakes.add(
                    node,
                    subject
                            + " must be a node such as node-7, or a map such as {disks: node-7, interfaces: node-9}, not "
                            + Form.kind(node));
            return Optional.empty();
        }
        return new SectionForm(PARTS, "{disks: node-7, interfaces: node-9}")
                .read(node, subject, mistakes)
                .map(values -> new Template(values.get(DISKS), values.get(INTERFACES)));
    }
}
