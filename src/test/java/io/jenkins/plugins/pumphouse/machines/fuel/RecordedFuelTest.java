package io.jenkins.plugins.pumphouse.machines.fuel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * The Fuel inside the JVM answers what real Nailguns answered: each recorded request is sent to it in its order, and
 * status, media type, keys and types, the words of refusals, the values of all fields and the states at the end of an
 * operation are compared.
 */
@RunWith(Parameterized.class)
public class RecordedFuelTest {

    /**
     * Where the recorded Nailguns' fake orchestrator did otherwise than Astute does (it goes on after a stop,
     * provisions nothing without a deployment, repeats a failure, registers an erased node with its old error); and
     * which transactions it still lists; here only the shape is compared.
     */
    private static final Map<Edition, Set<String>> STATES_OF_THE_FAKE = Map.of(
            Edition.V9_2,
                    Set.of(
                            "stop-prov-end-nodes",
                            "stop-prov-end-cluster",
                            "stop-prov-node-after",
                            "err-provision-end-nodes",
                            "stop-while-deploying-end-nodes",
                            "stop-while-deploying-end-tasks",
                            "transactions"),
            Edition.V6_1,
                    Set.of(
                            "provision-only-end-nodes",
                            "err-provision-retry-end-task",
                            "err-provision-retry-end-tasks",
                            "err-provision-retry-end-nodes",
                            "err-provision-retry-end-cluster",
                            "node-delete-end-tasks",
                            "node-delete-end-nodes",
                            "node-delete-end-cluster",
                            "node-list-after-delete",
                            "err-deploy-end-nodes",
                            "err-depl-nodes"));

    /**
     * Answers whose values are not compared beyond the states: notifications (the fake orchestrator's own), sizes that
     * Nailgun's volume generator gives to two volumes that both take the rest, what is pending after the fake's failure
     * and reset, 6.1's fqdn of a node that the fake registers anew with its old attributes, and 9.2's answer that is a
     * text with JSON in it, of which the recording was cut.
     */
    private static final Set<String> STATES_ONLY = Set.of(
            "err-prov-notifications",
            "node-put-rename-hostname",
            "add-compute-disks",
            "err-provision-end-cluster",
            "reset-end-cluster",
            "unassign-end-nodes",
            "node-list-after-unassign",
            "stop-nothing-end-nodes",
            "stop-prov-end-nodes",
            "err-provision-end-nodes");

    /**
     * What took another way because of the fake orchestrator: it goes on after a stop, shows others' nodes deploying
     * while a provisioning has failed already, provisions in 6.1 only as a part of a deployment, repeats a failure
     * there and registers what it erased with the old error.
     */
    private static final Map<Edition, Set<String>> WAYS_OF_THE_FAKE = Map.of(
            Edition.V9_2,
                    Set.of(
                            "stop-prov environment",
                            "stop-prov nodes 1",
                            "stop-prov nodes 3",
                            "stop-prov nodes 4",
                            "err-provision tasks 24",
                            "err-provision nodes 1",
                            "err-provision nodes 3"),
            Edition.V6_1,
                    Set.of(
                            "deploy-selected nodes 3",
                            "stop-prov tasks 15",
                            "stop-prov tasks 19",
                            "err-provision-retry environment",
                            "err-provision-retry nodes 4",
                            "node-delete environment",
                            "node-delete tasks 28",
                            "node-delete tasks 33",
                            "node-delete nodes 6",
                            "err-deploy nodes 6",
                            "reset nodes 5"));

    private static final Duration STEP = Duration.ofMinutes(1);

    private final Edition edition;
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedFuel open;
    private EmbeddedFuel closed;
    private String token;
    private FuelTimeline seen = new FuelTimeline();

    public RecordedFuelTest(Edition edition) {
        this.edition = edition;
    }

    @Parameters(name = "{0}")
    public static Collection<Edition> editions() {
        return Edition.recorded();
    }

    @Before
    public void twoMastersAsWereRecorded() {
        open = EmbeddedFuel.start(edition, false, Pace.real());
        closed = EmbeddedFuel.start(edition, true, Pace.real());
    }

    @After
    public void close() {
        open.close();
        closed.close();
    }

    @Test
    public void everyOperationGoesThroughTheRecordedStates() throws Exception {
        Map<String, FuelTimeline> timelines = FuelTimeline.of(edition);
        List<String> wrong = new ArrayList<>();
        for (FuelRecording recording : FuelRecording.of(edition)) {
            until(recording);
            send(recording);
            if (!recording.method().equals("GET")) {
                look();
            }
            String operation = recording.name().replaceFirst("-end-cluster$", "");
            if (recording.name().endsWith("-end-cluster") && timelines.containsKey(operation)) {
                timelines.remove(operation).missingIn(seen).forEach((what, ways) -> {
                    if (!WAYS_OF_THE_FAKE.get(edition).contains(operation + " " + what)) {
                        wrong.add(operation + ": " + what + " " + ways);
                    }
                });
                seen = new FuelTimeline();
                look();
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(timelines).as("held against nothing").isEmpty();
    }

    @Test
    public void whatAnOldNailgunAcceptsWhileADeploymentRunsIsAcceptedToo() throws Exception {
        assumeTrue(edition == Edition.V6_1);
        for (FuelRecording recording : FuelRecording.of(edition)) {
            send(recording);
            if (recording.name().equals("changes-start")) {
                break;
            }
        }
        List<String> wrong = new ArrayList<>();
        for (FuelRecording recording : FuelRecording.of(edition, "while-running")) {
            HttpResponse<String> answer = send(recording);
            differences(recording, answer).forEach(what -> wrong.add(recording.name() + ": " + what));
        }
        assertThat(wrong).isEmpty();
    }

    /** Looks at everything each minute as long as something is going on. */
    private void pass(Duration time) throws IOException, InterruptedException {
        Duration left = time;
        for (boolean goesOn = true; goesOn && left.compareTo(STEP) > 0; left = left.minus(STEP)) {
            open.skip(STEP);
            goesOn = look();
        }
        open.skip(left);
        look();
    }

    private boolean look() throws IOException, InterruptedException {
        JsonNode tasks = read("tasks");
        seen.look(read("clusters/2"), tasks, read("nodes"));
        for (JsonNode task : tasks) {
            if (Set.of("running", "pending").contains(task.path("status").asText())) {
                return true;
            }
        }
        return false;
    }

    private JsonNode read(String what) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(open.url() + "/api/" + what)).build();
        return WireJson.parse(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    @Test
    public void everyRecordedRequestGetsTheRecordedAnswer() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (FuelRecording recording : FuelRecording.of(edition)) {
            until(recording);
            HttpResponse<String> answer = send(recording);
            for (String difference : differences(recording, answer)) {
                wrong.add(recording.name() + ": " + recording.method() + " " + recording.target() + ": " + difference);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Lets pass the time, and happen the mishap, that were when the request was recorded. */
    private void until(FuelRecording next) throws IOException, InterruptedException {
        if (next.name().endsWith("-provisioning-task")) {
            pass(Duration.ofMinutes(5));
        } else if (next.name().endsWith("-deploying-task")) {
            pass(Duration.ofMinutes(next.isAbout("selected") ? 10 : 25));
        } else if (next.isAbout("stop-while-deploying") && next.method().equals("PUT")) {
            pass(Duration.ofMinutes(30));
        } else if (next.name().endsWith("-end-task")
                || next.isAbout("stop-while-deploying-end-nodes", "no-nodes-task")) {
            pass(Duration.ofHours(4));
        } else if (next.name().equals("extra-register")) {
            pass(Duration.ofHours(1));
        } else if (next.isAbout("on-auth-instance")) {
            send(new FuelRecording(
                    "auth-register", "POST", "/api/nodes/", "", null, null, next.body(), 201, null, true, null));
        } else if (next.name().equals("err-prov-changes")) {
            open.mishaps().provisioningFails("52:54:00:aa:04:00", 1);
        } else if (next.name().equals("err-depl-changes")) {
            open.mishaps()
                    .deploymentFails(
                            edition == Edition.V9_2 ? "52:54:00:aa:01:00" : "52:54:00:aa:04:00",
                            "All nodes are finished. Failed tasks: Task[netconfig/1] Stopping the deployment process!",
                            1);
        }
    }

    private HttpResponse<String> send(FuelRecording recording) throws IOException, InterruptedException {
        EmbeddedFuel master = recording.isAbout("auth-", "on-auth-instance") ? closed : open;
        byte[] body = recording.body().isTextual()
                ? recording.body().asText().getBytes(StandardCharsets.UTF_8)
                : WireJson.bytes(body(recording));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(master.url() + recording.target()))
                .method(
                        recording.method(),
                        recording.body().isNull() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (recording.accept() != null) {
            request.header("Accept", recording.accept());
        }
        if (recording.token() != null) {
            request.header("X-Auth-Token", recording.isAbout("bad-token") ? "nonsense" : token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.body().contains("\"access\"")) {
            token = WireJson.parse(answer.body().getBytes(StandardCharsets.UTF_8))
                    .path("access")
                    .path("token")
                    .path("id")
                    .asText();
        }
        return answer;
    }

    private JsonNode body(FuelRecording recording) {
        if (recording.name().contains("token-from-token")) {
            return WireJson.object(
                    "auth", WireJson.object("tenantName", "admin", "token", WireJson.object("id", token)));
        }
        return recording.body();
    }

    private List<String> differences(FuelRecording recording, HttpResponse<String> answer) {
        List<String> found = new ArrayList<>();
        if (answer.statusCode() != recording.status()) {
            found.add(answer.statusCode() + " instead of " + recording.status() + ": " + answer.body());
            return found;
        }
        String type = answer.headers().firstValue("Content-Type").orElse(null);
        if (recording.type() != null && !recording.type().equals(type)) {
            found.add(type + " instead of " + recording.type());
        }
        if (!recording.json()) {
            if (!recording.answer().asText().startsWith("Traceback")
                    && !answer.body().equals(recording.answer().asText())) {
                found.add("\"" + answer.body() + "\" instead of \""
                        + recording.answer().asText() + "\"");
            }
            return found;
        }
        JsonNode given = WireJson.parse(answer.body().getBytes(StandardCharsets.UTF_8));
        found.addAll(Shape.differences(recording.answer(), given));
        if (recording.status() >= 400) {
            String recorded = start(recording.answer().path("message").asText());
            if (!start(given.path("message").asText()).equals(recorded)) {
                found.add(given.path("message") + " instead of \"" + recorded + "\"");
            }
        } else if (!STATES_OF_THE_FAKE.get(edition).contains(recording.name())) {
            Map<String, String> states = states(given);
            if (!STATES_ONLY.contains(recording.name())) {
                found.addAll(FieldValues.differences(recording.answer(), given));
            }
            states(recording.answer()).forEach((what, state) -> {
                if (!state.equals(states.get(what))) {
                    found.add(what + " is " + states.get(what) + " instead of " + state);
                }
            });
        }
        return found;
    }

    /** Messages that quote a whole body, a schema or a traceback are the same when they begin alike. */
    private static String start(String message) {
        return message.replaceFirst(
                "(?s)(Traceback|Not enough free space on disk|deque\\(\\['hostname'\\]\\)|Failed validating).*", "$1");
    }

    /** What a client decides by, of each node, task and environment in an answer. */
    private static Map<String, String> states(JsonNode answer) {
        Map<String, String> states = new TreeMap<>();
        for (JsonNode each : answer.isArray() ? answer : WireJson.array(answer)) {
            if (each.has("mac") && each.has("status")) {
                states.put(
                        "node " + each.path("mac").asText(),
                        each.path("status").asText() + " "
                                + each.path("error_type").asText()
                                + " in " + each.path("cluster") + " with " + sorted(each.path("roles")) + " and "
                                + sorted(each.path("pending_roles"))
                                + (each.path("pending_addition").asBoolean() ? " to add" : "")
                                + (each.path("pending_deletion").asBoolean() ? " to go" : ""));
            } else if (each.has("uuid")) {
                states.put(
                        "task " + each.path("id"),
                        each.path("name").asText() + " " + each.path("status").asText() + " part of "
                                + each.path("parent_id").asText("none") + ": "
                                + each.path("message").asText());
            } else if (each.has("net_provider")) {
                states.put("environment " + each.path("id"), each.path("status").asText());
            }
        }
        return states;
    }

    private static List<String> sorted(JsonNode texts) {
        List<String> list = new ArrayList<>();
        texts.forEach(text -> list.add(text.asText()));
        list.sort(null);
        return list;
    }
}
