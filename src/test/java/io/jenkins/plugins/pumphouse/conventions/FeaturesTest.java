package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.Test;

/** What docs/features.md and docs/pitfalls.md claim, a specification proves. */
public class FeaturesTest {
    private static final Path DOCUMENT = Path.of("docs/features.md");
    private static final Path PITFALLS = Path.of("docs/pitfalls.md");
    private static final Path TESTS = Path.of("src/test/java/io/jenkins/plugins/pumphouse");
    private static final Pattern NAMED = Pattern.compile("`([\\w.]+(?:Test|IT))\\.(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\| (yes|partly|no)[^|]*\\|([^|]*)\\|$");

    @Test
    public void everyTestThatItNamesIsThere() throws IOException {
        String both = Files.readString(DOCUMENT) + Files.readString(PITFALLS);
        List<MatchResult> named = NAMED.matcher(both).results().toList();

        assertThat(named).hasSizeGreaterThan(150).allSatisfy(test -> {
            Path file = TESTS.resolve(test.group(1).replace('.', '/') + ".java");
            assertThat(file).exists();
            assertThat(Files.readString(file)).containsPattern("@Test[^}]*?public void " + test.group(2) + "\\(");
        });
    }

    @Test
    public void everyPitfallHasAProof() throws IOException {
        assertThat(Files.readString(PITFALLS).lines())
                .filteredOn(line -> line.startsWith("| ") && !line.startsWith("| pitfall") && !line.startsWith("| ---"))
                .hasSizeGreaterThan(60)
                .allSatisfy(row -> assertThat(row).containsPattern(NAMED));
    }

    @Test
    public void everyYesHasAProof() throws IOException {
        List<MatchResult> rows =
                ROW.matcher(Files.readString(DOCUMENT)).results().toList();

        assertThat(rows)
                .extracting(row -> Integer.valueOf(row.group(1)))
                .doesNotHaveDuplicates()
                .hasSize(60);
        assertThat(rows)
                .filteredOn(row -> row.group(2).equals("yes"))
                .allSatisfy(row ->
                        assertThat(row.group(3)).as("row " + row.group(1)).containsPattern(NAMED));
    }
}
