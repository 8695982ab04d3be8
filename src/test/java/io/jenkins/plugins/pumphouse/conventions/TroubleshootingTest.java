package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.Test;

/** {@code docs/troubleshooting.md} against the code: a page that explains messages which nobody prints helps nobody. */
public class TroubleshootingTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|([^|]+)\\|([^|]+)\\|$");

    /** Of a message; shorter pieces are in too many. */
    private static final int SHORTEST_PIECE = 4;

    @Test
    public void everyMessageOfThePageIsOneOfTheCode() throws IOException {
        List<String> texts = UserTexts.ofTheCode();
        List<String> messages =
                ROW.matcher(page()).results().map(row -> row.group(1)).toList();

        assertThat(messages).hasSizeGreaterThan(25);
        assertThat(messages)
                .allSatisfy(message -> assertThat(Arrays.stream(message.split("…"))
                                .map(String::strip)
                                .filter(piece -> piece.length() >= SHORTEST_PIECE))
                        .isNotEmpty()
                        .allSatisfy(piece -> assertThat(texts).anyMatch(text -> text.contains(piece))));
    }

    @Test
    public void everyMessageHasACauseAndAWayOut() throws IOException {
        assertThat(ROW.matcher(page()).results()).allSatisfy(row -> {
            assertThat(row.group(2)).isNotBlank();
            assertThat(row.group(3)).isNotBlank();
        });
    }

    @Test
    public void everyRemedyHasAChapter() throws IOException {
        assertThat(page().lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
                .contains(Arrays.stream(Remedy.values())
                        .map(remedy -> remedy.name().charAt(0)
                                + remedy.name().substring(1).replace('_', ' ').toLowerCase(Locale.ROOT))
                        .toArray(String[]::new));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs", "troubleshooting.md"));
    }
}
