package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.UUID;

/** What users log in with beside their password: EC2 and S3 keys, TOTP (Identity API v3, "Credentials"). */
final class Credentials {
    private final List<ObjectNode> all;

    Credentials(Directory directory) {
        this.all = directory.credentials;
    }

    void addTo(Routes routes) {
        routes.post("/v3/credentials", this::create)
                .get(
                        "/v3/credentials",
                        call -> Answer.ok(WireJson.object(
                                "credentials",
                                WireJson.arrayOf(all.stream()
                                        .filter(each -> call.caller().admin()
                                                || call.caller().userId().equals(WireJson.text(each, "user_id")))
                                        .toList()))));
    }

    private Answer create(Call call) {
        ObjectNode credential = call.entity("credential");
        if (WireJson.text(credential, "type").equals("ec2") && !WireJson.has(credential, "project_id")) {
            throw Refused.badRequest("Invalid project: None");
        }
        all.add(credential.put("id", UUID.randomUUID().toString().replace("-", "")));
        return Answer.created(WireJson.object("credential", credential));
    }
}
