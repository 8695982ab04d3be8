package io.jenkins.plugins.pumphouse.report;

import static org.assertj.core.api.Assertions.assertThat;

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
        passwords = new PasswordFile(build.getRoot().toPath());
    }

    @Test
    public void thePasswordAfterALineThatWasLeftHalfWrittenIsKept() throws Exception {
        passwords.issued("mira", "1", "alice", "Default", "first-password");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        passwords.issued("mira", "2", "bob", "Default", "second-password");
        passwords.set("2", "new-2");

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
}
