package io.jenkins.plugins.pumphouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a full disk or a dying controller leaves of a file of passwords. */
public class PasswordFileTest {
    @Rule
    public final TemporaryFolder build = new TemporaryFolder();

    private Path file;
    private PasswordFile passwords;

    @Before
    public void open() {
        file = build.getRoot().toPath().resolve(PasswordFile.NAME);
        passwords = new PasswordFile(() -> build.getRoot().toPath());
    }

    @Test
    public void thePasswordAfterALineThatWasLeftHalfWrittenIsKept() throws Exception {
        passwords.issued("mira", "1", "alice", "Default", "first-password");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        passwords.set(passwords.issued("mira", "2", "bob", "Default", "second-password"), "new-2");

        assertThat(passwords.rows()).singleElement().satisfies(row -> {
            assertThat(row.user()).isEqualTo("bob");
            assertThat(row.password()).isEqualTo("second-password");
            assertThat(row.state()).isEqualTo(PasswordFile.Row.SET);
        });
    }

    @Test
    public void aNameThatWasCutWithinACharacterSpoilsNoOther() throws Exception {
        passwords.issued("mira", "1", "alice", "Default", "first-password");
        byte[] cut = "\n{\"issued\":\"3\",\"user\":\"J\u00f6".getBytes(StandardCharsets.UTF_8);
        Files.write(file, Arrays.copyOf(cut, cut.length - 1), StandardOpenOption.APPEND);

        assertThat(passwords.rows()).extracting(PasswordFile.Row::user).containsExactly("alice");
    }

    @Test
    public void theSameUserOfTwoTargetsHasTheAnswerOfEachWhateverTheirOrder() throws Exception {
        String onMira = passwords.issued("mira", "1", "alice", "Default", "first-password");
        String onVega = passwords.issued("vega", "1", "alice", "Default", "second-password");
        passwords.set(onMira, "mira-1");
        passwords.refused(onVega);

        assertThat(passwords.rows())
                .extracting(PasswordFile.Row::cloud, PasswordFile.Row::state, PasswordFile.Row::id)
                .containsExactly(
                        tuple("mira", PasswordFile.Row.SET, "mira-1"), tuple("vega", PasswordFile.Row.REFUSED, ""));
    }

    @Test
    public void aFileThatAnEarlierVersionHasWrittenIsRead() throws Exception {
        passwords.issued("mira", "1", "alice", "Default", "first-password");
        String events = Files.readString(file).replaceAll("\"key\":\"[^\"]*\",", "");
        assertThat(events).doesNotContain("key");
        Files.writeString(file, events + "{\"set\":\"1\",\"id\":\"mira-1\"}\n");

        assertThat(passwords.rows()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(PasswordFile.Row.SET);
            assertThat(row.id()).isEqualTo("mira-1");
        });
    }
}
