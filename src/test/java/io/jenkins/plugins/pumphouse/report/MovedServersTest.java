package io.jenkins.plugins.pumphouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which servers a build has moved, as its reports say. */
public class MovedServersTest {
    private static final String LEDGER = "'ledger': [{'item': 'root disk', 'kept': true}]";

    @Rule
    public final TemporaryFolder build = new TemporaryFolder();

    @Test
    public void aServerWhoseMoveAnEarlierRunHadBegunIsAmongThem() throws Exception {
        assertThat(moved(row("server", "updated", "'downtime': 12, " + LEDGER))).containsExactly("id-1");
    }

    @Test
    public void aServerThatWasOffIsAmongThemAlsoWhenItsMoveWasResumed() throws Exception {
        assertThat(moved(row("server", "updated", LEDGER))).containsExactly("id-1");
    }

    @Test
    public void aServerThatHadMovedBeforeAndWasOnlyLockedAgainIsNotAmongThem() throws Exception {
        assertThat(moved(row("server", "updated", "'message': 'locked again on old'")))
                .isEmpty();
    }

    @Test
    public void aServerThatHadMovedBeforeIsNotAmongThemAlthoughItsLedgerIsShown() throws Exception {
        assertThat(moved(row("server", "reused", "'downtime': 12, " + LEDGER))).isEmpty();
    }

    @Test
    public void aServerThatHasMovedAndDoesNotReadBackIsAmongThem() throws Exception {
        assertThat(moved(row("server", "failed", LEDGER))).containsExactly("id-1");
        assertThat(moved(row("server", "failed", "'message': 'No valid host was found.'")))
                .isEmpty();
    }

    @Test
    public void whatIsNoServerAndWhatADryRunWouldMoveIsNotAmongThem() throws Exception {
        assertThat(moved(row("volume", "created", "'bytes': 1"))).isEmpty();
        assertThat(MovedServers.of(List.of(report("'dryRun': true", row("server", "created", LEDGER)))))
                .isEmpty();
    }

    private List<String> moved(String row) throws IOException {
        return MovedServers.of(List.of(report("'dryRun': false", row)));
    }

    private static String row(String type, String outcome, String more) {
        return "{'type': '" + type + "', 'source': 'id-1', 'outcome': '" + outcome + "', " + more + "}";
    }

    private File report(String head, String row) throws IOException {
        File file = build.newFile();
        Files.writeString(file.toPath(), ("{" + head + ", 'resources': [" + row + "]}").replace('\'', '"'));
        return file;
    }
}
