package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/**
 * The administrator's password that a Windows guest has given to Nova, encrypted with the server's key
 * (nova.api.metadata.password): it is nowhere but at the source, so it is told, and the clean-up keeps it.
 */
public class StoredPasswordTest {
    /** As OpenSSL encrypts with a key of 2048 bits, in Base64. */
    private static final String ENCRYPTED = "q".repeat(344);

    private static final String ITEM = "administrator password";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void thePlanNamesItWithTheCommandThatReadsIt() throws Exception {
        String id = withPassword();

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(planned.message())
                .contains(ITEM
                        + " (old has it, encrypted with key laptop; read it before the clean-up: nova get-password "
                        + id + " <private key>)")
                .doesNotContain("qqqq");
    }

    @Test
    public void theLedgerTellsItAsLostAndTheCleanUpKeepsItsOnlyRecord() throws Exception {
        String id = withPassword();

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");
        Outcome kept = cleanup();

        assertThat(ledger(moved).get(ITEM)).startsWith("lost (").contains("nova get-password " + id);
        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .contains("has the only record of its " + ITEM, "nova get-password " + id, "nova clear-password " + id);
        assertThat(shown(clouds.source)).isNotNull();
    }

    @Test
    public void onceItIsClearedTheServerIsDeleted() throws Exception {
        String id = withPassword();
        clouds.move(Verb.INSTANCES, server("web-2"));

        clouds.source.inside().delete("compute", "/v2.1/servers/" + id + "/os-server-password");

        Outcome deleted = cleanup();
        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
    }

    @Test
    public void aPasswordThatTheCopysGuestHasSetTakesItsPlace() throws Exception {
        withPassword();
        clouds.move(Verb.INSTANCES, server("web-2"));
        ServerFixture.setsPassword(
                clouds.target, shown(clouds.target).path("id").asText(), ENCRYPTED);

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");
        Outcome deleted = cleanup();

        assertThat(ledger(again).get(ITEM)).isEqualTo("changed (the source's -> one that the copy has set)");
        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
    }

    @Test
    public void aLossThatIsAcceptedIsToldAndTheServerIsDeleted() throws Exception {
        withPassword();
        clouds.accepting("web-2: " + ITEM);

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");
        Outcome deleted = cleanup();

        assertThat(ledger(moved).get(ITEM)).startsWith("lost (");
        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
    }

    @Test
    public void whereItMustNotBeLostThePlanRefusesTheServer() throws Exception {
        withPassword();
        clouds.failIfLost(ITEM);

        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(refused.message()).contains("failIfLost names '" + ITEM + "'", "accept: ['web-2: " + ITEM + "']");
    }

    @Test
    public void aCloudThatDoesNotShowItBlocksNothing() throws Exception {
        withPassword();
        clouds.source
                .faults()
                .on("GET", "**/os-server-password")
                .status(403)
                .body("{\"forbidden\": {\"code\": 403, \"message\": \"Policy doesn't allow"
                        + " os_compute_api:os-server-password:show to be performed.\"}}");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");
        Outcome deleted = cleanup();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(ledger(moved).get(ITEM)).isEqualTo("unknown (old does not show it to this account)");
        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
    }

    @Test
    public void aServerWithoutAPasswordIsToldNothingOfOne() throws Exception {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(ledger(moved)).doesNotContainKey(ITEM);
        assertThat(clouds.source.journal().count("GET", "**/os-server-password"))
                .isEqualTo(2); // for the plan, and for the ledger of both servers as they are then
    }

    private String withPassword() {
        String id = shown(clouds.source).path("id").asText();
        ServerFixture.setsPassword(clouds.source, id, ENCRYPTED);
        return id;
    }

    private Outcome cleanup() throws Exception {
        return outcome(clouds.move(Verb.CLEANUP, server("web-2")), "server", "web-2");
    }

    private static JsonNode shown(EmbeddedCloud cloud) {
        return cloud.inside().servers().stream()
                .filter(one -> one.path("name").asText().equals("web-2"))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get("ledger");
    }
}
