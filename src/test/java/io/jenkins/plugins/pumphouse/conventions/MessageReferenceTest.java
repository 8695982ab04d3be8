package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.BeforeClass;
import org.junit.Test;

/** docs/messages.md has the texts with which the code says that something failed, is refused, or is left as it is. */
public class MessageReferenceTest {
    private static final Path PAGE = Path.of("docs/messages.md");

    private static String text;

    @BeforeClass
    public static void readTheSources() {
        text = new MessageReference(MessageTemplates.of(Path.of("src/main/java"))).text();
    }

    @Test
    public void thePageIsWhatTheCodeSays() throws IOException {
        if (Boolean.getBoolean("messages.write")) {
            Files.writeString(PAGE, text);
        }

        assertThat(Files.readString(PAGE))
                .as(PAGE + "; write it anew with -Dmessages.write=true")
                .isEqualTo(text);
    }

    @Test
    public void nearlyAllMessagesAreFound() {
        List<String> rows = rows();

        assertThat(rows).hasSizeBetween(800, 2000);
        assertThat(rows.stream().filter(row -> !row.endsWith("| – |")))
                .as("those that say themselves what to do")
                .hasSizeGreaterThan(rows.size() / 2);
    }

    @Test
    public void aMessageHasItsRemedyBesideIt() {
        assertThat(rows())
                .contains("| `Image … on …: its … is …, but what arrived has …. It is removed from the target`"
                        + " | `run again.` |")
                .contains("| `pumpCleanup: soak is '…', which is no duration.`"
                        + " | `Write it like '90 s', '20 min', '2 h' or '7 d'. Nothing was done.` |")
                .contains("| `its nova-compute is enabled, so new servers may come`"
                        + " | `say disable: true, or disable it` |")
                .contains("| `is locked by its owner` | `unlock it first` |")
                .contains("| `both call the compute service at …` | *the rest of its line* |")
                .contains("| `…: retries is …` | `has to be from 0 to 1000. Nothing was done.` |")
                .contains(
                        "| `the server is gone, but its snapshot could not be deleted: …` | `Run again: it is found.` |")
                .contains("| `no domain of that name on ….` | `Create it, or name the domain to use instead in mapping:"
                        + " domains: {…: …}` |")
                .contains("| `holds the cloud's own service accounts` | – |");
    }

    @Test
    public void aBarInAMessageEndsNoColumn() {
        assertThat(rows())
                .allSatisfy(row -> assertThat(row.split("(?<!\\\\)\\|")).hasSize(3));
    }

    private static List<String> rows() {
        return text.lines().filter(line -> line.matches("\\| `.*")).toList();
    }
}
