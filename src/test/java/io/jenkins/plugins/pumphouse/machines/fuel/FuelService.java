package io.jenkins.plugins.pumphouse.machines.fuel;

import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import java.util.List;
import java.util.Optional;

/**
 * Nailgun behind its web server: the routes, and a witness of every act before it is done and before it is answered.
 */
final class FuelService extends CloudService {
    private final Records records;
    private final FuelFaults mishaps;
    private volatile Witness witness = new Witness() {};

    FuelService(Records records, Logins logins, NodesApi nodes, EnvironmentsApi environments, FuelFaults mishaps) {
        super(records.world);
        this.records = records;
        this.mishaps = mishaps;
        Edition edition = records.edition;
        for (String version : List.of("/api/version", "/api/v1/version")) {
            if (edition.tellsVersion()) {
                routes().open("GET", version, call -> Answer.ok(edition.version(logins.needed())));
            } else {
                routes().get(version, call -> Answer.ok(edition.version(logins.needed())));
            }
        }
        logins.routes(routes());
        nodes.routes(routes());
        environments.routes(routes());
    }

    void witness(Witness next) {
        witness = next;
    }

    @Override
    public String type() {
        return "fuel";
    }

    @Override
    public Answer refuse(Refused refused, Call call) {
        return Replies.refusal(refused, records.edition);
    }

    @Override
    protected void check(Call call) {
        String accept = call.header("accept");
        if (accept != null
                && !accept.startsWith("application/json")
                && !accept.startsWith("*/*")
                && !accept.startsWith("application/x-yaml")) {
            throw new Refused(415, null, "");
        }
        if (call.path().contains("/nodes") && !call.path().contains("/agent") && mishaps.unsettled()) {
            throw Replies.unexpected(
                    records.edition,
                    "ObjectDeletedError",
                    "Instance '<Node at 0x7f2c>' has been deleted, or its row is otherwise not present.");
        }
        act(call).ifPresent(witness::before);
    }

    @Override
    protected Answer dress(Call call, Answer answer) {
        if (answer.status() < 300) {
            act(call).ifPresent(witness::after);
        }
        return answer;
    }

    /** Method, path and query of a client's write; empty for reads, logins and reports of agents. */
    /** What a client asks for that changes something; empty for all else. */
    static Optional<String> act(String method, String path, String query) {
        String short1 = path.replaceFirst("^/api(/v1)?", "").replaceFirst("/$", "");
        boolean write = !method.equals("GET")
                && !path.startsWith("/keystone")
                && !(method.equals("POST") && short1.equals("/nodes"))
                && !short1.equals("/nodes/agent")
                && !short1.endsWith("/verify");
        return write ? Optional.of(method + " " + short1 + (query == null ? "" : "?" + query)) : Optional.empty();
    }

    static Optional<String> act(Call call) {
        return act(call.method(), call.path(), call.rawQuery());
    }
}
