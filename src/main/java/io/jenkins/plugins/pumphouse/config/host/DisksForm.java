package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.EntriesForm;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.FormOf;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import io.jenkins.plugins.pumphouse.host.fuel.layout.DiskRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The value of {@code disks}: for each of Fuel's volumes its size and its disk, {@code {os: {size: 64GB, on: first},
 * vm: rest}}.
 */
public final class DisksForm implements Form<List<DiskRule>> {
    private static final String REST = "rest";
    private static final String EXAMPLE = "{os: {size: 64GB, on: first}, vm: rest}";

    private static final Form<Optional<Integer>> SIZE_OR_REST =
            new FormOf<>(HostScalars.SIZE_MIB.schema(), DisksForm::size);
    private static final ConfigKey<Optional<Integer>> SIZE =
            ConfigKey.of("size", SIZE_OR_REST).mustBeGiven();
    private static final ConfigKey<String> ON = ConfigKey.of("on", Scalars.TEXT).commonMisnames("disk", "where");

    public static final Section VOLUME = Section.of(SIZE, ON);

    private static final Form<Map<String, EntriesForm.Entry<Rule>>> VOLUMES = new EntriesForm<>(
            Scalars.TEXT,
            "volume",
            new FormOf<>(Schema.anyOf(SIZE_OR_REST.schema(), VOLUME.schema()), DisksForm::rule),
            EXAMPLE,
            true);

    /** A rule that does not know its volume yet. */
    private record Rule(Integer sizeMiB, String disk) {}

    @Override
    public Schema schema() {
        return VOLUMES.schema();
    }

    @Override
    public Optional<List<DiskRule>> read(Node node, String subject, Mistakes mistakes) {
        return VOLUMES.read(node, subject, mistakes).map(volumes -> {
            List<DiskRule> rules = new ArrayList<>();
            volumes.forEach((volume, entry) -> rules.add(
                    new DiskRule(volume, entry.value().sizeMiB(), entry.value().disk())));
            return List.copyOf(rules);
        });
    }

    private static Optional<Rule> rule(Node node, String subject, Mistakes mistakes) {
        if (node instanceof ScalarNode) {
            return size(node, subject, mistakes).map(size -> new Rule(size.orElse(null), null));
        }
        return new SectionForm(VOLUME, "{size: 64GB, on: first}")
                .read(node, subject, mistakes)
                .map(values ->
                        new Rule(values.orElse(SIZE, Optional.<Integer>empty()).orElse(null), values.get(ON)));
    }

    /** A size, or nothing for what is left. */
    private static Optional<Optional<Integer>> size(Node node, String subject, Mistakes mistakes) {
        if (node instanceof ScalarNode scalar && REST.equalsIgnoreCase(scalar.getValue())) {
            return Optional.of(Optional.empty());
        }
        return HostScalars.SIZE_MIB.read(node, subject, mistakes).map(Optional::of);
    }
}
