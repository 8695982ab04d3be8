package io.jenkins.plugins.pumphouse.host.fuel;

import static io.jenkins.plugins.pumphouse.http.CannedServer.answer;
import static io.jenkins.plugins.pumphouse.http.CannedServer.hangUp;
import static io.jenkins.plugins.pumphouse.http.CannedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.pumphouse.http.CannedServer;
import io.jenkins.plugins.pumphouse.remedy.Recovery;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The ways of Nailgun's API that are not what they seem, each as it was recorded or read in fuel-web. */
public class NailgunTest {
    private static final String VERSION_WITHOUT_LOGIN =
            "{\"release\": \"6.0\", \"api\": \"1.0\", \"auth_required\": false}";
    private static final String RUNNING = "{\"message\": \"%s\", \"errors\": []}";

    private CannedServer server;
    private Fuel fuel;

    @Before
    public void start() {
        server = CannedServer.start();
        server.on("GET /api/version", json(200, VERSION_WITHOUT_LOGIN));
        fuel = Fuel.open(Access.to(server.url()));
    }

    @After
    public void close() {
        fuel.close();
        server.close();
    }

    private void changesAnswer(int status, String type, String body) {
        server.on("PUT /api/clusters/2/changes", answer(status, type, body));
    }

    private FuelException changes() {
        return catchThrowableOfType(
                FuelException.class, () -> fuel.deployments().applyChanges(2));
    }

    @Test
    public void aFuelWithoutAuthenticationIsAskedForNoToken() {
        server.on("GET /api/nodes", json(200, "[]"));
        assertThat(fuel.nodes()).isEmpty();
        assertThat(fuel.version()).isEqualTo(new FuelVersion("6.0", false));
        assertThat(server.seen()).hasToString("[GET /api/version, GET /api/nodes]");
    }

    @Test
    public void aRedirectToTlsNamesTheNewAddress() {
        server.on(
                "GET /api/version",
                answer(
                        301,
                        "text/html",
                        "<html><head><title>301</title></head><body>301 Moved Permanently</body></html>",
                        "Location",
                        "https://10.20.0.2:8443/api/version"));
        FuelException.Unreachable failure = catchThrowableOfType(FuelException.Unreachable.class, () -> fuel.version());
        assertThat(failure)
                .hasMessage("mira-os-1: Fuel: GET /version -> 301 Moved Permanently: 301 Moved Permanently. Fuel is at"
                        + " another address: set url to https://10.20.0.2:8443 (8443 is HTTPS: give ca_cert, or"
                        + " insecure: true).");
        assertThat(failure.recovery()).isEqualTo(Recovery.NONE);
    }

    @Test
    public void somethingThatIsNotFuelIsSaid() {
        server.on("GET /api/version", answer(200, "text/html", "<html>Welcome</html>"));
        assertThatThrownBy(() -> fuel.version())
                .isInstanceOf(FuelException.Fault.class)
                .hasMessageContaining("but with text/html that is not what Fuel answers. Check that " + server.url());
        server.on("GET /api/version", json(200, "{\"versions\": []}"));
        assertThatThrownBy(() -> fuel.version()).isInstanceOf(FuelException.Fault.class);
    }

    @Test
    public void theAddressMayHaveThePathOfTheApi() {
        for (String path : new String[] {"/", "/api", "/api/", "/api/v1", "/api/v1/"}) {
            try (Fuel other = Fuel.open(Access.to(server.url() + path))) {
                assertThat(other.version().release()).isEqualTo("6.0");
            }
        }
    }

    @Test
    public void anAddressThatIsNoneIsRefusedAtOnce() {
        assertThatThrownBy(() -> Fuel.open(Access.to("10.20.0.2:8000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mira-os-1: url of Fuel \"10.20.0.2:8000\"");
        assertThatThrownBy(() -> Fuel.open(Access.to("ftp://10.20.0.2")))
                .hasMessageContaining("it has to be http://host:port or https://host:port");
    }

    @Test
    public void theTextNoneIsNoAnswerAndNoMistake() {
        server.on("POST /api/clusters/2/assignment", answer(200, "application/json", "None"))
                .on("POST /api/clusters/2/unassignment", answer(200, "application/json", "null"));
        fuel.assign(2, 3, Set.of("compute"));
        fuel.unassign(2, 3);
        assertThat(server.seen()).hasSize(3);
    }

    @Test
    public void errorsAreJsonThatCallsItselfHtml() {
        changesAnswer(400, "text/html", "{\"message\": \"No changes to deploy\", \"errors\": []}");
        assertThat(changes())
                .isInstanceOf(FuelException.Rejected.class)
                .hasMessage("mira-os-1: Fuel: PUT /clusters/2/changes -> 400 Bad Request: No changes to deploy. Nothing"
                        + " was changed.");
    }

    @Test
    public void errorsArePlainTextInOldAndInNewFuels() {
        changesAnswer(400, "text/plain", "Role 'controller' in conflict\nwith role 'compute'.");
        assertThat(changes().words()).isEqualTo("Role 'controller' in conflict with role 'compute'");
    }

    @Test
    public void ofATracebackTheLastLineIsTold() {
        changesAnswer(
                500,
                "text/html",
                "Traceback (most recent call last):\n  File \"base.py\", line 279\n    x\nKeyError: 'name'\n");
        assertThat(changes())
                .isInstanceOf(FuelException.Fault.class)
                .hasMessage(
                        "mira-os-1: Fuel: PUT /clusters/2/changes -> 500 Internal Server Error: KeyError: 'name'. See"
                                + " /var/log/nailgun/api.log on the Fuel master.");
    }

    @Test
    public void thatSomethingRunsIsSaidWithEveryStatus() {
        Object[][] ways = {
            {400, "text/plain", "Cannot perform the actions because there are another running tasks."},
            {400, "text/plain", "Cannot perform the actions because there are running tasks."},
            {409, "text/html", String.format(RUNNING, "Deployment already started")},
            {400, "text/html", String.format(RUNNING, "A task is already running")},
            {400, "text/plain", "Can't reset environment '2' when running deployment task exists."},
            {400, "text/plain", "Stopping deployment task is already launched"},
            {
                500,
                "text/html",
                "Traceback (most recent call last):\nDeploymentAlreadyStarted: Deployment already started\n"
            },
            {
                500,
                "text/html",
                "Traceback (most recent call last):\nX: Can't reset environment '2' when deployment is running\n"
            },
        };
        for (Object[] way : ways) {
            changesAnswer((Integer) way[0], (String) way[1], (String) way[2]);
            assertThat(changes()).as((String) way[2]).isInstanceOf(FuelException.Busy.class);
        }
    }

    @Test
    public void aConflictThatIsNoRunIsRejectedForGood() {
        changesAnswer(409, "text/html", String.format(RUNNING, "Duplicate hostname 'cmp-12'."));
        assertThat(changes()).isInstanceOf(FuelException.Rejected.class);
        assertThat(changes().recovery()).isEqualTo(Recovery.NONE);
    }

    @Test
    public void aDeadlockOfTheDatabaseIsABusyFuel() {
        changesAnswer(
                400,
                "text/html",
                String.format(
                        RUNNING,
                        "(TransactionRollbackError) deadlock detected\\n"
                                + "DETAIL:  Process 5723 waits for ShareLock on transaction 81263"));
        assertThat(changes())
                .isInstanceOf(FuelException.Busy.class)
                .message()
                .contains("deadlock detected", "ended it for another call; nothing was changed");
    }

    @Test
    public void aNodeThatIsNoLongerWhatItWasIsWorthAnotherLook() {
        for (String words : List.of(
                "Nodes with ids 999 were not found.",
                "Nodes [4] are not members of environment 2.",
                "Deployment operation cannot be started. Nodes with uids [3] are not provisioned yet. ",
                "Node '3': Interfaces configuration can't be changed after or during deployment.",
                "Node hostname may be changed only before provisioning.")) {
            changesAnswer(400, "text/html", String.format(RUNNING, words));
            assertThat(changes())
                    .as(words)
                    .isInstanceOfSatisfying(
                            FuelException.Rejected.class,
                            refused -> assertThat(refused.recovery()).isEqualTo(Recovery.WAIT));
        }
    }

    @Test
    public void aMissingEnvironmentIsNotFound() {
        changesAnswer(404, "text/html", String.format(RUNNING, "Cluster not found"));
        assertThat(changes())
                .isInstanceOf(FuelException.NotFound.class)
                .extracting(FuelException::status)
                .isEqualTo(404);
    }

    @Test
    public void aWebServerWithoutNailgunIsDownAndTheActMayBeDone() {
        changesAnswer(
                502,
                "text/html",
                "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>");
        FuelException.Unreachable failure = (FuelException.Unreachable) changes();
        assertThat(failure.recovery()).isEqualTo(Recovery.WAIT);
        assertThat(failure.getMessage())
                .contains("502 Bad Gateway")
                .contains("Nailgun behind it does not")
                .contains("Whether it was done is unknown");
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    public void anActWithoutAnswerIsNotSentAgain() {
        server.on("PUT /api/clusters/2/changes", hangUp());
        FuelException.Unreachable failure = (FuelException.Unreachable) changes();
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    public void aFuelThatIsDownSaysWhereItWasLookedFor() {
        server.close();
        FuelException.Unreachable failure = catchThrowableOfType(FuelException.Unreachable.class, () -> fuel.nodes());
        assertThat(failure)
                .hasMessageContaining("nothing accepts connections at 127.0.0.1:")
                .hasMessageContaining("url of Fuel in pumphouse.yaml");
    }

    @Test
    public void aTaskThatIsStartedMayHaveEndedAlready() {
        server.on(
                "PUT /api/clusters/2/changes",
                json(
                        200,
                        "{\"id\": 7, \"name\": \"deploy\", \"status\": \"error\", \"progress\": 100, \"cluster\": 2,"
                                + " \"message\": \"Not enough IP addresses in pool\"}"));
        FuelTask task = fuel.deployments().applyChanges(2);
        assertThat(task.isFailed()).isTrue();
        assertThat(task.message()).isEqualTo("Not enough IP addresses in pool");
    }

    @Test
    public void aProgressMayBeNull() {
        server.on(
                "GET /api/tasks/7",
                json(
                        200,
                        "{\"id\": 7, \"name\": \"deployment\", \"status\": \"running\", \"progress\": null,"
                                + " \"message\": null}"));
        assertThat(fuel.task(7).orElseThrow().isFinished()).isFalse();
    }

    @Test
    public void aTaskThatVanishedIsReadAsATransaction() {
        server.on("GET /api/tasks/7", answer(404, "text/html", String.format(RUNNING, "Task not found")))
                .on(
                        "GET /api/transactions/7",
                        json(200, "{\"id\": 7, \"name\": \"deploy\", \"status\": \"ready\", \"progress\": 100}"));
        assertThat(fuel.task(7).map(FuelTask::status)).contains("ready");
    }

    @Test
    public void aDeletionWithoutATaskIsDone() {
        server.on("DELETE /api/nodes/3", answer(204, "application/json", ""));
        assertThat(fuel.deleteNode(3)).isEmpty();
    }
}
