package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import io.jenkins.plugins.pumphouse.http.StatusText;
import java.util.List;
import java.util.Locale;

/** What a bad answer of Nailgun means; its statuses do not tell, its words do (fuel-web 5.1 to 9.2). */
final class FuelRefusals {

    private static final int LONGEST_WORDS = 600;

    /** Six calls say in seven ways that something is running, with the statuses 400, 403, 409 and 500. */
    private static final List<String> BUSY = List.of(
            "another running task",
            "there are running tasks",
            "task is already running",
            "deployment already started",
            "running deployment task exists",
            "deployment is running",
            "already running",
            "is already launched",
            "stop is already running");

    /** PostgreSQL ends one of two calls that wait for each other; nothing of it was done. */
    private static final List<String> DEADLOCK =
            List.of("deadlock detected", "transactionrollbackerror", "could not serialize access");

    /** The node is another than when it was looked at: it was deleted, discovered anew, or its status went on. */
    private static final List<String> STALE = List.of(
            "were not found",
            "are not members of environment",
            "invalid id specified",
            "not provisioned yet",
            "can't be changed after or during deployment",
            "only before provisioning");

    private FuelRefusals() {}

    /**
     * @param cloud the name that the message starts with
     * @param call method and path
     * @param reply with a status from 300 on
     */
    static FuelException of(String cloud, String call, JsonReply reply) {
        String words = words(reply);
        String what = cloud + ": Fuel: " + call + " -> " + StatusText.line(reply.status())
                + (words.isEmpty() ? "" : ": " + words) + ". ";
        int status = reply.status();
        if (status < 400) {
            return elsewhere(what, status, words, reply.header("location"));
        }
        if (isBusy(words)) {
            return new FuelException.Busy(
                    what + "Something else is running in the environment; the step continues when that has ended.",
                    status,
                    words);
        }
        if (says(words, DEADLOCK)) {
            return new FuelException.Busy(
                    what
                            + "The database of the Fuel master ended it for another call; nothing was changed, and it"
                            + " is tried again.",
                    status,
                    words);
        }
        return switch (status) {
            case 401 ->
                FuelException.wrongCredentials(
                        what + "Fuel refuses a token that it has just given; check the user's roles in"
                                + " Fuel's Keystone and the clock of the Fuel master.",
                        status,
                        words);
            case 404 -> new FuelException.NotFound(what + "It does not exist, or no longer.", status, words);
            case 502, 503, 504 -> nailgunDown(what, status, words, call.startsWith("GET"));
            default ->
                status >= 500
                        ? new FuelException.Fault(
                                what + "See /var/log/nailgun/api.log on the Fuel master.", status, words)
                        : new FuelException.Rejected(what + "Nothing was changed.", status, words, says(words, STALE));
        };
    }

    private static FuelException elsewhere(String what, int status, String words, String location) {
        String next = location == null
                ? "Fuel does not redirect; check that url is Fuel's address."
                : "Fuel is at another address: set url to " + root(location)
                        + " (8443 is HTTPS: give ca_cert, or insecure: true).";
        return FuelException.Unreachable.elsewhere(what + next, status, words);
    }

    private static FuelException nailgunDown(String what, int status, String words, boolean read) {
        String next = "The web server of the Fuel master answers, but Nailgun behind it does not. Check its service"
                + " (nailgun) on the master."
                + (read ? "" : " Whether it was done is unknown: look first.");
        return FuelException.Unreachable.atProxy(what + next, status, words);
    }

    static boolean isBusy(String words) {
        return says(words, BUSY);
    }

    private static boolean says(String words, List<String> one) {
        String lower = words.toLowerCase(Locale.ROOT);
        return one.stream().anyMatch(lower::contains);
    }

    /**
     * {@code {"message": ...}} from 6.1 on (sent as text/html), plain text before and in 9.1's second form; a
     * traceback's last line.
     */
    static String words(JsonReply reply) {
        JsonNode json = reply.json().orElse(null);
        String text = json == null || !json.isObject()
                ? reply.text()
                : json.path("message").isTextual()
                        ? json.path("message").asText()
                        : json.path("error").path("message").asText(reply.text());
        text = text.strip();
        if (text.startsWith("Traceback")) {
            text = text.substring(text.lastIndexOf('\n') + 1);
        } else if (text.startsWith("<")) {
            text = text.replaceAll("(?s)<head>.*?</head>|<[^>]*>", " "); // nginx
        } else if (text.equals("None")) {
            text = "";
        }
        String line = text.replaceAll("\\s+", " ").strip().replaceFirst("[.]$", "");
        return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "...";
    }

    private static String root(String location) {
        return location.replaceFirst("^(https?://[^/]+).*", "$1");
    }
}
