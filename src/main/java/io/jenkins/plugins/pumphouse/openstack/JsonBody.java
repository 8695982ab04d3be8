package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.BoundedJson;
import io.jenkins.plugins.pumphouse.http.Silence;
import io.jenkins.plugins.pumphouse.http.StatusText;
import io.jenkins.plugins.pumphouse.openstack.CloudException.Details;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the bodies of answers that are kept as a whole: bounded in bytes, in memory and in time. */
final class JsonBody {

    /** What an answer, and a whole list, may take as a tree: 50,000 ports in one page take 280 MiB. */
    static final long MOST_MEMORY = 384L * 1024 * 1024;
    // 50,000 ports, which Neutron sends in one page, are 60 MB; what is larger is not an answer of OpenStack.
    private static final int MAX_JSON = 128 * 1024 * 1024;
    // The access's time-out is for a pause; who sends a byte a second makes none and takes for ever.
    private static final int WHOLE_TIMEOUTS = 3;
    private static final int PIECE = 16 * 1024;
    // How WebOb writes a status that has no body of its own, as Nova did for years: <h1>202 Accepted</h1> or plain.
    private static final Pattern BARE_STATUS =
            Pattern.compile("\\s*(<[^>]{0,200}>\\s*){0,8}20[0-9] [A-Z][A-Za-z -]{1,40}\\s*[<\r\n]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonBody() {}

    /**
     * The JSON object of an answer.
     *
     * @param json empty when there was no body
     * @param memory about how many bytes it takes
     */
    record Body(ObjectNode json, long memory) {

        static Body none() {
            return new Body(JSON.createObjectNode(), 0);
        }
    }

    /** How long an answer may take as a whole. */
    static Duration whole(CloudAccess access) {
        return access.timeout().multipliedBy(WHOLE_TIMEOUTS);
    }

    /**
     * What arrives of a body within the bounds; for those that only serve to say what went wrong, so half of one is
     * welcome.
     */
    static byte[] beginning(int max, Reply reply, CloudAccess access) {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        try {
            read(reply, max, whole(access), arrived);
        } catch (Unanswered e) {
            // The status is known and says what became of the call.
        }
        return arrived.toByteArray();
    }

    /** False when the time was over before the body. */
    private static boolean read(Reply reply, int max, Duration longest, ByteArrayOutputStream arrived) {
        long end = System.nanoTime() + longest.toNanos();
        byte[] piece = new byte[PIECE];
        while (arrived.size() < max) {
            int count = reply.getInputStream().read(piece, 0, Math.min(PIECE, max - arrived.size()));
            if (count < 0) {
                return true;
            }
            arrived.write(piece, 0, count);
            if (System.nanoTime() > end) {
                return false;
            }
        }
        return true;
    }

    /**
     * The JSON object of an answer, empty when there is no body.
     *
     * @throws CloudException.ServiceFault when a read got something else: a log-in page, a proxy's page, half an object
     * @throws CloudException.Unreachable when it is too large or does not end
     */
    static Body object(CloudAccess access, CallInfo target, Reply reply) {
        byte[] bytes = bytes(access, target, reply);
        if (bytes.length == 0) {
            return Body.none();
        }
        Optional<BoundedJson.Read> read = json(access, target, reply, bytes);
        if (read.isPresent()) {
            JsonNode json = read.get().tree();
            if (json instanceof ObjectNode object) {
                return new Body(object, read.get().memory());
            }
            if (json.isMissingNode() || json.isNull() && target.changes()) {
                return Body.none();
            }
        } else if (target.changes() && isBareStatus(reply, beginning(bytes))) {
            return Body.none();
        }
        String what =
                (reply.getContentType() == null ? "something" : reply.getContentType()) + " that is not a JSON object";
        throw notUnderstood(
                access,
                target,
                reply.getStatus(),
                "GET " + reply.uri() + " -> " + StatusText.line(reply.getStatus()) + ", but with " + what
                        + ". Check that this is the address of the " + target.service()
                        + " service and not of a web page or a proxy.",
                what);
    }

    /** The exception for an answer that says yes in a form that nobody reads. */
    static CloudException notUnderstood(CloudAccess access, CallInfo target, int status, String ofRead, String what) {
        Details details =
                new Details(access.name(), target.service(), target.method(), target.path(), status, "", null);
        return target.reads()
                ? new CloudException.ServiceFault(access.name() + ": " + ofRead, details)
                : new CloudException.ServiceFault(
                        access.name() + ": " + target + " -> " + StatusText.line(status) + ", but with " + what
                                + ". Whether the " + target.service()
                                + " service did it is unknown: look before it is sent again.",
                        details.maybeDone());
    }

    private static byte[] bytes(CloudAccess access, CallInfo target, Reply reply) {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        Duration whole = whole(access);
        if (!read(reply, MAX_JSON + 1, whole, arrived)) {
            reply.close();
            throw endless(
                    access,
                    target,
                    reply,
                    "did not end within " + Silence.inWords(whole) + ", " + arrived.size()
                            + " bytes came. Raise timeout for this cloud if the connection is only slow.");
        }
        if (arrived.size() > MAX_JSON) {
            reply.close();
            throw endless(
                    access,
                    target,
                    reply,
                    "is larger than " + MAX_JSON / (1024 * 1024) + " MiB. No service of OpenStack answers so much:"
                            + " check that this is its address.");
        }
        return arrived.toByteArray();
    }

    /** Empty when it is no JSON. */
    private static Optional<BoundedJson.Read> json(CloudAccess access, CallInfo target, Reply reply, byte[] bytes) {
        try {
            return Optional.of(BoundedJson.read(bytes, MOST_MEMORY));
        } catch (BoundedJson.TooLarge e) {
            throw endless(access, target, reply, "is too large: " + e.getMessage() + ".");
        } catch (JsonProcessingException e) {
            // The parser's words are about characters and would quote the body; what the answer is instead says more.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CloudException.Unreachable endless(CloudAccess access, CallInfo target, Reply reply, String what) {
        Details details = new Details(
                access.name(), target.service(), target.method(), target.path(), reply.getStatus(), "", null);
        return new CloudException.Unreachable(
                access.name() + ": the answer to " + target.method() + " " + reply.uri() + " " + what
                        + (target.changes()
                                ? " Whether the service did it is unknown: look before it is sent again."
                                : ""),
                target.changes() ? details.maybeDone() : details);
    }

    /** A proxy has a page for everything but no status of its own that says "accepted". */
    private static boolean isBareStatus(Reply reply, String text) {
        String type =
                reply.getContentType() == null ? "" : reply.getContentType().toLowerCase(Locale.ROOT);
        return BARE_STATUS.matcher(text).lookingAt()
                || reply.getStatus() == 202 && type.startsWith("text/plain") && text.indexOf('<') < 0;
    }

    private static String beginning(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 2000), StandardCharsets.UTF_8);
    }
}
