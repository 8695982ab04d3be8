package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** {@code /transactions}: tasks, also those that {@code /tasks} no longer shows; from 9.0 on. */
final class TransactionsApi {
    private final Records records;

    TransactionsApi(Records records) {
        this.records = records;
    }

    void routes(Routes routes, String root) {
        routes.get(root + "transactions/{id}", this::one)
                .get(
                        root + "transactions",
                        call -> Answer.ok(WireJson.arrayOf(
                                records.tasks.values().stream().map(this::json).toList())));
    }

    private Answer one(Call call) {
        TaskRow task = records.tasks.get(NodesApi.number(call.segment("id"), "Transaction not found"));
        if (task == null) {
            throw Refused.notFound("Transaction not found");
        }
        return Answer.ok(json(task));
    }

    private ObjectNode json(TaskRow task) {
        ObjectNode json = task.json(records.edition, records.world.now());
        json.remove("parent_id");
        return json;
    }
}
