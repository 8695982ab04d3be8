package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** {@code docs/configuration.md} says what the code does. */
public class DocumentationTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```");

    @Test
    public void everyExampleWorks() throws IOException {
        List<String> examples = BLOCK.matcher(page())
                .results()
                .map(block -> block.group(1))
                .filter(text -> !text.startsWith("unclassified:"))
                .toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(4);
        for (String example : examples) {
            String clouds = example.startsWith("mapping:") ? Yaml.workingSourceWith() : "";
            assertThat(Configuration.parse("configuration.md", clouds + example).sources())
                    .as(example)
                    .isNotEmpty();
        }
    }

    @Test
    public void theExampleForConfigurationAsCodeHoldsAConfiguration() throws IOException {
        String example = BLOCK.matcher(page())
                .results()
                .map(block -> block.group(1))
                .filter(text -> text.startsWith("unclassified:"))
                .findFirst()
                .orElseThrow();
        Matcher inner = Pattern.compile("(?s)yaml: \\|\n(.*)").matcher(example);
        assertThat(inner.find()).isTrue();
        Configuration configuration = Configuration.parse("configuration.md", inner.group(1));
        assertThat(configuration.target(null).name()).isEqualTo("mira-os-1");
        assertThat(configuration.hasLiteralSecrets()).isFalse();
    }

    @Test
    public void theFirstExampleIsTheSampleOfTheOriginal() throws IOException {
        Matcher first = BLOCK.matcher(page());
        assertThat(first.find()).isTrue();
        assertThat(first.group(1)).isEqualTo(Yaml.SAMPLE.replaceAll("(?m)^  ", ""));
    }

    @Test
    public void everyKeyIsInATable() throws IOException {
        String rows = String.join(
                "\n", page().lines().filter(line -> line.startsWith("|")).toList());
        Stream.of(ConfigurationReader.TOP.keys(), CloudReader.TARGET.keys(), MappingForm.KINDS.keys())
                .flatMap(Set::stream)
                .forEach(key -> assertThat(rows).contains("`" + key + "`"));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs", "configuration.md"));
    }
}
