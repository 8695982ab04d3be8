package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.pumphouse.clouds.wire.ProcessorTime;
import io.jenkins.plugins.pumphouse.openstack.fault.Fault;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A service's no is an exception with its own words, sorted by what there is to do about it. */
public class FaultTest {

    private FakeCloud fake;
    private Cloud cloud;

    @Before
    public void start() {
        fake = FakeCloud.start("mira");
        cloud = fake.access().open();
    }

    @After
    public void stop() {
        cloud.close();
        fake.close();
    }

    private static String words(String body) {
        return Fault.parse(body.getBytes(StandardCharsets.UTF_8), List.of("s3cret"))
                .words();
    }

    @Test
    public void theWordsAreFoundInEveryServicesForm() {
        assertThat(words("{\"itemNotFound\": {\"code\": 404, \"message\": \"Instance x could not be found.\"}}"))
                .isEqualTo("Instance x could not be found.");
        assertThat(words("{\"error\":{\"code\":404,\"message\":\"Could not find project: x.\",\"title\":\"Not"
                        + " Found\"}}"))
                .isEqualTo("Could not find project: x.");
        assertThat(words("{\"NeutronError\": {\"type\": \"InUse\", \"message\": \"IP address is in use.\","
                        + " \"detail\": \"\"}}"))
                .isEqualTo("IP address is in use.");
        assertThat(words("{\"QuantumError\": \"Invalid input.\"}")).isEqualTo("Invalid input.");
        assertThat(words("{\"faultcode\": \"Client\", \"faultstring\": \"Pool x is in use.\", \"debuginfo\": null}"))
                .isEqualTo("Pool x is in use.");
        assertThat(words("{\"message\": \"Image is protected.<br /><br />\\n"
                        + "\", \"code\": \"403 Forbidden\", \"title\": \"Forbidden\"}"))
                .isEqualTo("Image is protected.");
        assertThat(words("{\"errors\": [{\"status\": 404, \"title\": \"Not Found\", \"detail\": \"No"
                        + " provider\\n"
                        + "\\n"
                        + " here\"}]}"))
                .isEqualTo("No provider here");
        assertThat(words("404 Not Found\n\nNo image found with ID nope\n\n   "))
                .isEqualTo("No image found with ID nope");
        assertThat(words("<html>\n"
                        + " <head>\n"
                        + "  <title>409 Conflict</title>\n"
                        + " </head>\n"
                        + " <body>\n"
                        + "  <h1>409 Conflict</h1>\n"
                        + "  An image with id x &quot;exists&quot;.<br /><br />\n\n\n"
                        + " </body>\n"
                        + "</html>"))
                .isEqualTo("An image with id x \"exists\".");
        assertThat(words("<html><body><h1>503 Service Unavailable</h1>\n"
                        + "No server is available to handle this request.\n"
                        + "</body></html>\n"))
                .isEqualTo("No server is available to handle this request.");
        assertThat(words("<?xml version=\"1.0\"?><badRequest code=\"400\"><message>Too few\n"
                        + " disks</message></badRequest>"))
                .isEqualTo("Too few disks");
        assertThat(words("{\"half\": ")).isEqualTo("{\"half\":");
        assertThat(words("{}")).isEmpty();
        assertThat(words("")).isEmpty();
    }

    @Test
    public void theWordsAreOneShortLineWithoutSecrets() {
        assertThat(words("{\"message\": \"wrong password s3cret\\n for\\u0007 you\"}"))
                .isEqualTo("wrong password *** for you");
        assertThat(words("Could not find token: gAAAAABrA2NLVXgmWar703XOtESqk7OYvToruyAg9M-VzwWrFmQiYeXaXZRD534"))
                .isEqualTo("Could not find token: ***");
        assertThat(words("x".repeat(5000))).hasSize(Fault.MAX_WORDS).endsWith("…");
    }

    private CloudException refusal(int status, String body) {
        fake.on("POST", "/compute/v2.1/servers", FakeAnswer.json(status, body));
        return catchThrowableOfType(
                CloudException.class,
                () -> cloud.send(Request.post(Service.COMPUTE, "/servers")
                        .body(JsonNodeFactory.instance.objectNode().put("adminPass", "s3cret-too"))));
    }

    @Test
    public void everyRefusalSaysItsRemedy() {
        assertThat(refusal(400, "{}"))
                .isInstanceOf(CloudException.Rejected.class)
                .returns(Remedy.NOT_SUPPORTED, CloudException::remedy);
        assertThat(refusal(403, "{}"))
                .isInstanceOf(CloudException.MissingRight.class)
                .returns(Remedy.MISSING_RIGHT, CloudException::remedy);
        assertThat(refusal(404, "{}"))
                .isInstanceOf(CloudException.NotFound.class)
                .returns(Remedy.LOST, CloudException::remedy);
        assertThat(refusal(409, "{}"))
                .isInstanceOf(CloudException.Conflict.class)
                .returns(Remedy.CONFLICT, CloudException::remedy);
        assertThat(refusal(422, "{}")).isInstanceOf(CloudException.Rejected.class);
        assertThat(refusal(500, "{}"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .returns(Remedy.SERVICE_FAULT, CloudException::remedy);
        assertThat(refusal(302, "{}")).isInstanceOf(CloudException.Rejected.class);
    }

    @Test
    public void aProxyThatWantsALoginIsNotTakenForTheService() {
        fake.on(
                "GET",
                "/compute/v2.1/servers",
                FakeAnswer.text(401, "text/html", "<html><body>Log in</body></html>")
                        .header("WWW-Authenticate", "Basic realm=\"x\""));
        assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                .isInstanceOf(CloudException.WrongCredentials.class)
                .hasMessageContaining("requires a login of its own (basic)")
                .hasMessageNotContaining("just issued");
    }

    @Test
    public void anErrorPageCostsLinearTime() {
        for (String beginning : List.of("<message", "<body", "<script>", "<", "<title ", "&quot", "5 ", " ", "\n")) {
            String page = "<html>" + beginning.repeat(64 * 1024 * 16 / beginning.length());
            assertTimeout(beginning, () -> words(page));
        }
    }

    private static void assertTimeout(String what, Runnable work) {
        ProcessorTime time = ProcessorTime.begin();
        work.run();
        assertThat(time.taken()).as(what).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    public void theMessageHasTheCallTheServicesWordsAndItsLogEntry() {
        CloudException refusal =
                refusal(409, "{\"conflictingRequest\": {\"code\": 409, \"message\": \"Port is in use.\"}}");
        assertThat(refusal).hasMessage("mira: POST /servers -> 409 Conflict: Port is in use. (req-1)");
        assertThat(refusal.cloud()).isEqualTo("mira");
        assertThat(refusal.service()).isEqualTo(Service.COMPUTE);
        assertThat(refusal.method()).isEqualTo("POST");
        assertThat(refusal.path()).isEqualTo("/servers");
        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.serviceMessage()).isEqualTo("Port is in use.");
        assertThat(refusal.requestId()).isEqualTo("req-1");
    }

    @Test
    public void theWordsOfA500AreKept() {
        assertThat(refusal(
                        500,
                        "{\"computeFault\": {\"code\": 500, \"message\": \"Unexpected API Error. <class"
                                + " 'KeyError'>\"}}"))
                .hasMessageContaining("Unexpected API Error.")
                .hasMessageContaining("(req-1)")
                .hasMessageContaining("log of the compute service");
    }

    @Test
    public void aFailedActionThrows() {
        fake.on(
                "POST",
                "/compute/v2.1/servers/1/action",
                FakeAnswer.json(
                        409,
                        "{\"conflictingRequest\": {\"code\": 409, \"message\": \"Cannot 'os-stop' instance 1 while it"
                                + " is in vm_state stopped\"}}"));
        assertThatThrownBy(() -> cloud.send(Request.post(Service.COMPUTE, "/servers/1/action")
                        .body(JsonNodeFactory.instance.objectNode().putNull("os-stop"))))
                .isInstanceOf(CloudException.Conflict.class)
                .hasMessageContaining("while it is in vm_state stopped");
    }

    @Test
    public void whatIsNotThereThrows() {
        assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers/1"))
                .isInstanceOf(CloudException.NotFound.class)
                .hasMessageStartingWith("mira: GET /servers/1 -> 404 Not Found");
        assertThatThrownBy(() -> cloud.download("nope")).isInstanceOf(CloudException.NotFound.class);
    }

    @Test
    public void aPageInsteadOfJsonIsNotAnEmptyAnswer() {
        fake.on(
                "GET",
                "/compute/v2.1/servers",
                FakeAnswer.text(200, "text/html", "<html><body>Please log in</body></html>"));
        assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("text/html")
                .hasMessageNotContaining("Please log in");
    }

    @Test
    public void aWriteThatIsAnsweredByAPageMayHaveBeenDone() {
        fake.on(
                "POST",
                "/compute/v2.1/servers",
                FakeAnswer.text(200, "text/html", "<html><body>Please log in</body></html>"));
        CloudException e =
                catchThrowableOfType(CloudException.class, () -> cloud.send(Request.post(Service.COMPUTE, "/servers")));
        assertThat(e)
                .isInstanceOfSatisfying(
                        CloudException.ServiceFault.class,
                        fault -> assertThat(fault.mayHaveBeenDone()).isTrue())
                .hasMessage("mira: POST /servers -> 200, but with text/html that is not a JSON object. The compute"
                        + " service may have carried it out: check before you send it again.");
        assertThat(e.mayHaveBeenDone()).isTrue();
        for (String body : List.of("{\"server\": {\"id\": ", "[]", "\"done\"", "OK")) {
            fake.on("POST", "/compute/v2.1/servers", FakeAnswer.json(202, body));
            assertThatThrownBy(() -> cloud.send(Request.post(Service.COMPUTE, "/servers")))
                    .as(body)
                    .isInstanceOfSatisfying(
                            CloudException.ServiceFault.class,
                            fault -> assertThat(fault.mayHaveBeenDone()).isTrue());
        }
    }

    @Test
    public void aWriteThatIsAnsweredByItsStatusAloneWasDone() {
        fake.on("POST", "/compute/v2.1/servers/1/action", FakeAnswer.text(202, "text/plain", "accepted"));
        assertThat(cloud.send(Request.post(Service.COMPUTE, "/servers/1/action"))
                        .status())
                .isEqualTo(202);
        for (String body : List.of(
                "",
                "202 Accepted\n\nThe request is accepted for processing.\n\n   ",
                "<html>\n"
                        + " <head>\n"
                        + "  <title>202 Accepted</title>\n"
                        + " </head>\n"
                        + " <body>\n"
                        + "  <h1>202 Accepted</h1>\n"
                        + "  The request is accepted.</body></html>")) {
            fake.on("POST", "/compute/v2.1/servers/1/action", FakeAnswer.text(202, "text/html", body));
            assertThat(cloud.send(Request.post(Service.COMPUTE, "/servers/1/action"))
                            .status())
                    .isEqualTo(202);
        }
    }

    @Test
    public void whetherACallMayHaveBeenDoneIsKnownOfEveryFailure() {
        assertThat(refusal(500, "{}").mayHaveBeenDone()).isTrue();
        assertThat(refusal(504, "<html>").mayHaveBeenDone()).isTrue();
        assertThat(refusal(409, "{}").mayHaveBeenDone()).isFalse();
        fake.on("POST", "/compute/v2.1/servers", FakeAnswer.hangUp());
        assertThat(catchThrowableOfType(
                                CloudException.class, () -> cloud.send(Request.post(Service.COMPUTE, "/servers")))
                        .mayHaveBeenDone())
                .isTrue();
        fake.on("GET", "/compute/v2.1/servers", FakeAnswer.status(500));
        assertThat(catchThrowableOfType(CloudException.class, () -> cloud.get(Service.COMPUTE, "/servers"))
                        .mayHaveBeenDone())
                .isFalse();
    }

    @Test
    public void anAnswerWithoutWhatItMustHaveIsSaid() {
        fake.on("POST", "/compute/v2.1/servers", FakeAnswer.json(202, "{\"servers\": []}"));
        assertThatThrownBy(() ->
                        cloud.send(Request.post(Service.COMPUTE, "/servers")).identified("server"))
                .isInstanceOfSatisfying(
                        CloudException.ServiceFault.class,
                        fault -> assertThat(fault.mayHaveBeenDone()).isTrue())
                .hasMessageContaining("without the object \"server\", with [servers] instead");
        fake.on("GET", "/compute/v2.1/servers/1", FakeAnswer.json("{\"server\": [1]}"));
        assertThatThrownBy(() ->
                        cloud.send(Request.get(Service.COMPUTE, "/servers/1")).object("server"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("without the object \"server\"");
        assertThatThrownBy(() ->
                        cloud.send(Request.get(Service.COMPUTE, "/servers/1")).objects("server"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("without the list of objects \"server\"");
    }

    @Test
    public void neitherTokenNorPasswordNorBodyGetIntoAMessage() {
        CloudException refusal =
                refusal(400, "{\"badRequest\": {\"message\": \"token mira-token-1 of s3cret-password\"}}");
        assertThat(refusal).hasMessageContaining("token *** of ***").hasMessageNotContaining("s3cret");
        assertThat(cloud.toString()
                        + cloud.access()
                        + Request.post(Service.COMPUTE, "/x").body(JsonNodeFactory.instance.textNode("s3cret-too")))
                .doesNotContain("s3cret");
    }

    @Test
    public void anExceptionTravels() throws Exception {
        CloudException refusal =
                refusal(409, "{\"conflictingRequest\": {\"code\": 409, \"message\": \"Port is in use.\"}}");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(refusal);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            CloudException arrived = (CloudException) in.readObject();
            assertThat(arrived)
                    .isInstanceOf(CloudException.Conflict.class)
                    .hasMessage(refusal.getMessage())
                    .hasNoCause();
            assertThat(arrived.serviceMessage()).isEqualTo("Port is in use.");
        }
    }
}
