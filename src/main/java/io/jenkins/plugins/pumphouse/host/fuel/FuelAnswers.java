package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import io.jenkins.plugins.pumphouse.http.StatusText;

/** Reads the answers of a Fuel: JSON, a refusal, or something that no Fuel sends. */
final class FuelAnswers {
    private final FuelAccess access;

    FuelAnswers(FuelAccess access) {
        this.access = access;
    }

    /** @return the body; JSON's null where the body is empty or the text {@code None} */
    JsonNode json(String call, JsonReply reply) {
        if (!reply.isGood()) {
            throw FuelRefusals.of(access.name(), call, reply);
        }
        return reply.json().orElseGet(() -> {
            // 6.1 answers some writes with the text of Python's None, and deletes without any body.
            if (reply.text().isBlank() || reply.text().strip().equals("None")) {
                return JsonNodeFactory.instance.nullNode();
            }
            throw notFuel(call, reply);
        });
    }

    /** For JSON that lacks what Fuel always sends: {@code lack} says what. */
    FuelException.Fault misshapen(String call, String lack) {
        return new FuelException.Fault(
                access.name() + ": Fuel: " + call + " -> 200 OK, but " + lack + ", which Fuel always sends. Check that "
                        + access.root() + " is the address of the Fuel master and not of a proxy.",
                200,
                "");
    }

    FuelException.Fault notFuel(String call, JsonReply reply) {
        String type = reply.header("content-type");
        return new FuelException.Fault(
                access.name() + ": Fuel: " + call + " -> " + StatusText.line(reply.status()) + ", but with "
                        + (type == null ? "something" : type) + " that is not what Fuel answers. Check that "
                        + access.root()
                        + " is the address of the Fuel master and not of a proxy.",
                reply.status(),
                "");
    }
}
