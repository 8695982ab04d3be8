package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** The table of what is moved, docs/resources.md, names the types that there are, with their steps, in their order. */
public class ResourceTableTest {
    private final ResourceTypes types = new ResourceTypes(Options.DEFAULT);

    @Test
    public void theTableNamesEveryTypeWithItsSteps() throws Exception {
        assertThat(rows().entrySet().stream().toList())
                .isEqualTo(registered().entrySet().stream().toList());
    }

    @Test
    public void theReadmeNamesEveryStep() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Verb.values()).allSatisfy(verb -> assertThat(readme).contains("| `" + verb.step() + "` |"));
    }

    private Map<String, String> registered() {
        Map<String, String> rows = new LinkedHashMap<>();
        for (Kind kind : types.kinds()) {
            rows.put(
                    kind.word(),
                    Stream.of(Verb.values())
                            .filter(verb -> types.of(verb).contains(kind))
                            .map(verb -> "`" + verb.step() + "`")
                            .collect(Collectors.joining(", ")));
        }
        return rows;
    }

    private static Map<String, String> rows() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("docs/resources.md")).stream()
                .filter(line -> line.startsWith("| "))
                .skip(2)
                .toList();
        Map<String, String> rows = new LinkedHashMap<>();
        lines.forEach(line -> {
            String[] cells = line.split("\\|");
            rows.put(cells[1].strip(), cells[2].strip());
        });
        return rows;
    }
}
