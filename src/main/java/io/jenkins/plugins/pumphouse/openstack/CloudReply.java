package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.BoundedJson;
import io.jenkins.plugins.pumphouse.http.HttpReply;
import io.jenkins.plugins.pumphouse.http.NoResponseDiagnosis;
import io.jenkins.plugins.pumphouse.http.StatusText;
import io.jenkins.plugins.pumphouse.openstack.CloudException.Details;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a cloud answers to a request, of any status, whose body is still to be read: as JSON, as a refusal, or as bytes.
 *
 * @param token the one that was sent; null without
 * @param again whether an earlier try may have been carried out although it got no response
 */
record CloudReply(CloudAccess access, Request request, String token, HttpReply http, boolean again)
        implements AutoCloseable {

    /** What a response, and a whole list, may take as a tree: 50,000 ports in one page take 280 MiB. */
    static final long MOST_MEMORY = 384L * 1024 * 1024;
    // 50,000 ports, which Neutron sends in one page, are 60 MB; what is larger is not an answer of OpenStack.
    private static final String NO_SERVICE =
            " No service of OpenStack answers so much: check that this is its address.";

    private static final int MAX_JSON = 128 * 1024 * 1024;
    // The access's time-out is for a pause; a service that sends a byte a second makes none and never ends.
    private static final int WHOLE_TIMEOUTS = 3;
    // How WebOb writes a status that has no body of its own, as Nova did for years: <h1>202 Accepted</h1> or plain.
    private static final Pattern BARE_STATUS =
            Pattern.compile("\\s*(<[^>]{0,200}>\\s*){0,8}20[0-9] [A-Z][A-Za-z -]{1,40}\\s*[<\r\n]");

    /**
     * The JSON object of a response.
     *
     * @param json empty when there was no body
     * @param memory about how many bytes it takes
     */
    record Body(ObjectNode json, long memory) {

        static Body none() {
            return new Body(JsonNodeFactory.instance.objectNode(), 0);
        }
    }

    int status() {
        return http.status();
    }

    /** Null where the response has none. */
    String header(String name) {
        return http.header(name);
    }

    /** Reads and closes it. */
    Refusal refusal() {
        return Refusal.read(this);
    }

    /** What arrives of the body within the bounds, for a response that says no. */
    byte[] beginning(int most) {
        return http.beginning(most, whole());
    }

    private Duration whole() {
        return access.timeout().multipliedBy(WHOLE_TIMEOUTS);
    }

    /** The call, for an exception. */
    Details details() {
        return Details.of(access.name(), request, status());
    }

    /**
     * The JSON object of the response, empty when there is no body.
     *
     * @throws CloudException.ServiceFault when it is something else: a log-in page, a proxy's page, half an object; in
     *     doubt for a call that changes something
     * @throws CloudException.Unreachable when it is too large or does not end
     */
    Body object() {
        byte[] bytes = bytes();
        if (bytes.length == 0) {
            return Body.none();
        }
        Optional<BoundedJson.Read> read = json(bytes);
        if (read.isPresent()) {
            JsonNode json = read.get().tree();
            if (json instanceof ObjectNode object) {
                return new Body(object, read.get().memory());
            }
            if (json instanceof ArrayNode list && request.service() == Service.OBJECT_STORE) { // which has no envelopes
                return new Body(
                        JsonNodeFactory.instance.objectNode().set("items", list),
                        read.get().memory());
            }
            if (json.isMissingNode() || json.isNull() && request.changes()) {
                return Body.none();
            }
        } else if (request.changes() && isBareStatus(beginning(bytes))) {
            return Body.none();
        }
        throw notUnderstood();
    }

    private CloudException notUnderstood() {
        String type = header("Content-Type");
        String what = (type == null ? "something" : type) + " that is not a JSON object";
        String service = request.service().toString();
        return request.changes()
                ? new CloudException.ServiceFault(
                        access.name() + ": " + request.call() + " -> " + StatusText.line(status()) + ", but with "
                                + what
                                + ". The " + service
                                + " service may have carried it out: check before you send it again.",
                        details().maybeDone())
                : new CloudException.ServiceFault(
                        access.name() + ": GET " + http.uri() + " -> " + StatusText.line(status()) + ", but with "
                                + what
                                + ". Check that this is the address of the " + service
                                + " service and not of a web page or a proxy.",
                        details());
    }

    private byte[] bytes() {
        HttpReply.Arrived body = http.read(MAX_JSON + 1, whole());
        if (!body.inTime()) {
            throw unbounded("did not end within " + NoResponseDiagnosis.inWords(whole()) + ", " + body.bytes().length
                    + " bytes came. Raise timeout for this cloud if the connection is only slow.");
        }
        if (body.bytes().length > MAX_JSON) {
            throw unbounded("is larger than " + MAX_JSON / (1024 * 1024) + " MiB." + NO_SERVICE);
        }
        return body.bytes();
    }

    /** Empty when it is no JSON. */
    private Optional<BoundedJson.Read> json(byte[] bytes) {
        try {
            return Optional.of(BoundedJson.read(bytes, MOST_MEMORY));
        } catch (BoundedJson.TooLarge e) {
            throw unbounded("is too large: " + e.getMessage() + "." + NO_SERVICE);
        } catch (JsonProcessingException e) {
            // The parser's message would quote the body; the type of the answer says more.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CloudException.Unreachable unbounded(String what) {
        close();
        return new CloudException.Unreachable(
                access.name() + ": the answer to " + request.method() + " " + http.uri() + " " + what
                        + (request.changes()
                                ? " The service may have carried it out: check before you send it again."
                                : ""),
                request.changes() ? details().maybeDone() : details());
    }

    /** A proxy has a page for everything but no status of its own that says "accepted". */
    private boolean isBareStatus(String text) {
        String type = header("Content-Type");
        return BARE_STATUS.matcher(text).lookingAt()
                || status() == 202
                        && type != null
                        && type.toLowerCase(Locale.ROOT).startsWith("text/plain")
                        && text.indexOf('<') < 0;
    }

    private static String beginning(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 2000), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }

    /** The status only: body and headers may hold secrets. */
    @Override
    public String toString() {
        return "CloudReply[" + status() + "]";
    }
}
