package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.EntriesForm;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** The value of {@code labels}: Fuel's labels of a node, {@code {rack: '3', owner: storage}}. */
public final class LabelsForm implements Form<Map<String, String>> {
    private static final Form<Map<String, EntriesForm.Entry<String>>> LABELS =
            new EntriesForm<>(Scalars.TEXT, "label", Scalars.TEXT, "{rack: '3', owner: storage}", true);

    @Override
    public Schema schema() {
        return LABELS.schema();
    }

    @Override
    public Optional<Map<String, String>> read(Node node, String subject, Mistakes mistakes) {
        return LABELS.read(node, subject, mistakes).map(entries -> {
            Map<String, String> labels = new LinkedHashMap<>();
            entries.forEach((name, entry) -> labels.put(name, entry.value()));
            return labels;
        });
    }
}
