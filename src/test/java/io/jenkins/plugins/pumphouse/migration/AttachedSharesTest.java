package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.clouds.further.FurtherService;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * The shares of Manila that a server mounts by tags (Compute API, "Servers with shares attachments", from 2.97 on): no
 * move brings them, so each is told, and the clean-up keeps the server until its copy has one of that tag.
 */
public class AttachedSharesTest {
    private static final int EPOXY = 100;

    private static final String BOOKS = "3d3aafde-b4cb-45ab-8ac6-31ff93f69536";

    private static final String PAPERS = "894a530c-6fa0-4aa1-97c9-4489d205c5ed";

    private static final String OF_TARGET = "9238fc76-5b21-4b8e-80ef-26d74d192f71";

    private static final String REFUSAL = "{\"forbidden\": {\"code\": 403, \"message\": \"Policy doesn't allow"
            + " os_compute_api:os-server-shares:index to be performed.\"}}";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void newest() {
        clouds.source.behaviour().newestCompute(EPOXY);
        clouds.target.behaviour().newestCompute(EPOXY);
    }

    @Test
    public void thePlanNamesEachShareWithItsTagAndTheCommandThatAttachesOne() throws Exception {
        attach(BOOKS, "books");
        attach(PAPERS, null);

        assertThat(planned().message())
                .contains(
                        "share " + BOOKS + " with tag books (on new, while the copy is off: openstack server add share"
                                + " <copy> <share> --tag books)",
                        "share " + PAPERS + " with tag " + PAPERS + " (on new, while the copy is off: openstack server"
                                + " add share <copy> <share> --tag " + PAPERS + ")");
    }

    @Test
    public void theLedgerTellsThemAsLostAndTheCleanUpKeepsTheServer() throws Exception {
        attach(BOOKS, "books");

        Outcome moved = moved();
        Outcome kept = cleanup();

        assertThat(ledger(moved).get("shares")).startsWith("lost (share " + BOOKS + " with tag books");
        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .contains("has share " + BOOKS
                        + " with tag books, and its copy has none with that tag (attach one, while"
                        + " the copy is off: openstack server add share " + copy() + " <share> --tag books; or detach"
                        + " this one: openstack server remove share " + id() + " " + BOOKS + ")");
    }

    @Test
    public void aShareThatTheCopyHasUnderThatTagTakesItsPlace() throws Exception {
        attach(BOOKS, "books");
        moved();
        ServerFixture.attachesShare(clouds.target, copy(), OF_TARGET, "books");

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(ledger(again)).containsEntry("shares", "changed (" + BOOKS + " -> " + OF_TARGET + ")");
        assertThat(cleanup().end()).isEqualTo(End.DELETED);
    }

    @Test
    public void oneOfTwoIsNotAll() throws Exception {
        attach(BOOKS, "books");
        attach(PAPERS, "papers");
        moved();
        ServerFixture.attachesShare(clouds.target, copy(), OF_TARGET, "papers");

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(ledger(again).get("shares"))
                .startsWith("lost (share " + BOOKS)
                .doesNotContain(PAPERS);
        assertThat(cleanup().message()).contains("has share " + BOOKS).doesNotContain(PAPERS);
    }

    @Test
    public void onceTheyAreDetachedTheServerIsDeleted() throws Exception {
        attach(BOOKS, "books");
        moved();

        clouds.source.inside().delete("compute", "/v2.1/servers/" + id() + "/shares/" + BOOKS);

        Outcome deleted = cleanup();
        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
    }

    @Test
    public void aLossThatIsAcceptedIsToldAndTheServerIsDeleted() throws Exception {
        attach(BOOKS, "books");
        clouds.accepting("web-2: shares");

        Outcome moved = moved();
        Outcome deleted = cleanup();

        assertThat(ledger(moved).get("shares")).startsWith("lost (");
        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
    }

    @Test
    public void whereTheyMustNotBeLostThePlanRefusesTheServer() throws Exception {
        attach(BOOKS, "books");
        clouds.failIfLost("shares");

        assertThat(planned().message()).contains("failIfLost names 'shares'", "accept: ['web-2: shares']");
    }

    @Test
    public void aTargetThatAttachesNoneIsNamed() throws Exception {
        attach(BOOKS, "books");
        clouds.target.behaviour().newestCompute(96);

        Outcome moved = moved();

        assertThat(moved.message())
                .contains("share " + BOOKS + " with tag books (the Compute API of new attaches shares from 2.97 on)");
        assertThat(cleanup().message())
                .contains("its copy has none with that tag (the Compute API of new attaches shares from 2.97 on; or"
                        + " detach this one: openstack server remove share ");
    }

    @Test
    public void aReadThatIsRefusedCostsOnlyThatAndSaysSo() throws Exception {
        clouds.source.with(FurtherService::manila);
        attach(BOOKS, "books");
        clouds.source.faults().on("GET", "**/shares").status(403).body(REFUSAL);

        Outcome planned = planned();
        Outcome moved = moved();
        Outcome deleted = cleanup();

        assertThat(planned.message())
                .contains("shares, if it has any (old does not show them to this account: policy"
                        + " os_compute_api:os-server-shares:index)");
        assertThat(ledger(moved).get("shares"))
                .isEqualTo(
                        "unknown (old does not show them to this account: policy os_compute_api:os-server-shares:index)");
        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
    }

    @Test
    public void aTargetThatDoesNotShowThoseOfTheCopyKeepsTheServer() throws Exception {
        clouds.target.with(FurtherService::manila);
        attach(BOOKS, "books");
        clouds.target.faults().on("GET", "**/shares").status(403).body(REFUSAL);

        Outcome moved = moved();

        assertThat(ledger(moved).get("shares")).startsWith("unknown (of the copy: new does not show them");
        assertThat(cleanup().message())
                .contains("has share " + BOOKS + " with tag books, and nobody knows whether its copy has one with that"
                        + " tag (new does not show them to this account: policy os_compute_api:os-server-shares:index;"
                        + " or detach this one: ");
    }

    @Test
    public void aReadThatFailsCostsOnlyThatAndSaysWhy() throws Exception {
        clouds.source.faults().on("GET", "**/shares").status(500).body("{\"computeFault\": {\"message\": \"broken\"}}");

        Outcome moved = moved();

        assertThat(moved.message()).contains("shares, if it has any (not read: ", "broken");
        assertThat(ledger(moved).get("shares")).startsWith("unknown (not read: ");
    }

    /** Nova attaches those of Manila alone, and an administrator of Epoxy may not ask for those of other projects. */
    @Test
    public void aCloudWithoutManilaThatRefusesTheReadHasNone() throws Exception {
        clouds.source.faults().on("GET", "**/shares").status(403).body(REFUSAL);

        Outcome moved = moved();

        assertThat(moved.message()).doesNotContain("share");
        assertThat(ledger(moved)).doesNotContainKey("shares");
    }

    @Test
    public void aServerWithoutSharesIsToldNothingOfThem() throws Exception {
        Outcome moved = moved();

        assertThat(moved.message()).doesNotContain("share");
        assertThat(ledger(moved)).doesNotContainKey("shares");
    }

    @Test
    public void anOlderSourceIsNotAsked() throws Exception {
        clouds.source.behaviour().newestCompute(96);

        moved();
        cleanup();

        assertThat(clouds.source.journal().count("GET", "**/shares")).isZero();
    }

    @Test
    public void aRollbackNamesTheShareThatTheCopyHasGot() throws Exception {
        moved();
        ServerFixture.attachesShare(clouds.target, copy(), OF_TARGET, "books");

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("web-2")), "server", "web-2");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("attach_share");
    }

    private void attach(String share, String tag) {
        ServerFixture.attachesShare(clouds.source, id(), share, tag);
    }

    private String id() {
        return id(clouds.source);
    }

    private String copy() {
        return id(clouds.target);
    }

    private static String id(EmbeddedCloud cloud) {
        return cloud.inside().server("web-2").path("id").asText();
    }

    private Outcome planned() throws Exception {
        return outcome(clouds.plan(Verb.INSTANCES, server("web-2")), "server", "web-2");
    }

    private Outcome moved() throws Exception {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        return moved;
    }

    private Outcome cleanup() throws Exception {
        return outcome(clouds.move(Verb.CLEANUP, server("web-2")), "server", "web-2");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get("ledger");
    }
}
