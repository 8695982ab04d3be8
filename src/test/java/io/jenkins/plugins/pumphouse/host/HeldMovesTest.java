package io.jenkins.plugins.pumphouse.host;

import static io.jenkins.plugins.pumphouse.host.WantedHosts.host;
import static io.jenkins.plugins.pumphouse.host.WantedHosts.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What builds hold of hosts outlives a restart of the controller, as long as they do. */
public class HeldMovesTest {
    private static final HostPlan HOST = host("cmp-12", "10.1.0.12", "mos-1");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Those whose builds run after a restart. */
    private final Set<String> building = new HashSet<>(Set.of("1", "2"));

    private MoveLocks locks;

    @Test
    public void whatIsHeldIsHeldAfterARestartTooAlthoughItsBuildWaitsForItsAgent() {
        first();

        restart();

        assertThat(second()).contains("host cmp-12 is held by pumpHost in hosts #1");
        first();
        locks.release("1");
        assertThat(second()).isEmpty();
    }

    @Test
    public void whatWasGivenBackBeforeARestartIsFreeAfterIt() {
        first();
        locks.release("1");

        restart();

        assertThat(second()).isEmpty();
    }

    @Test
    public void whatAnAbortedStepGivesBackIsFreeAfterARestartToo() {
        first();
        Thread.currentThread().interrupt();
        locks.release("1");
        assertThat(Thread.interrupted()).isTrue();

        restart();

        assertThat(second()).isEmpty();
    }

    @Test
    public void aBuildThatIsGoneAfterARestartHoldsNothing() {
        first();
        building.remove("1");

        restart();

        assertThat(second()).isEmpty();
    }

    @Test
    public void aBuildThatResumesKeepsItsHostWhateverIsKnownOfItAsABuild() {
        first();
        building.remove("1");
        restart();

        locks.keep("1", () -> true);

        assertThat(second()).isPresent();
    }

    @Test
    public void aFileOfHeldHostsThatIsBrokenHoldsNothingAndIsWrittenAnew() throws Exception {
        Files.writeString(file(), "[{\"owner\": \"1\", ");
        restart();

        first();
        restart();

        assertThat(second()).isPresent();
    }

    @Test
    public void nothingIsTakenThatCannotBeWrittenDown() throws Exception {
        Files.createDirectories(file().resolve("in the way"));

        assertThatThrownBy(() -> first())
                .hasMessageContaining(file().toString())
                .hasMessageContaining("cannot be written");
        assertThat(locks.heldBy("1", MoveClaim.of(request(HOST)))).isEmpty();
    }

    @Before
    public void restart() {
        locks = new MoveLocks(new HeldMoves(file()), building::contains);
    }

    private Path file() {
        return folder.getRoot().toPath().resolve("pumphouse-moves.json");
    }

    private void first() {
        assertThat(locks.take("1", "pumpHost in hosts #1", MoveClaim.of(request(HOST)), () -> true))
                .isEmpty();
    }

    private Optional<String> second() {
        return locks.take("2", "pumpHost in hosts #2", MoveClaim.of(request(HOST)), () -> true);
    }
}
