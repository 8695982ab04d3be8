package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.UUID;

/**
 * What users log in with beside their password: EC2 and S3 keys, TOTP (Identity API v3, "Credentials"), application
 * credentials and trusts.
 */
final class Credentials {
    /** Of every application credential. */
    private static final String SECRET = "s3cr3t";

    private final List<ObjectNode> all;
    private final List<ObjectNode> applications;
    private final List<ObjectNode> trusts;

    Credentials(Directory directory) {
        this.all = directory.credentials;
        this.applications = directory.applicationCredentials;
        this.trusts = directory.trusts;
    }

    void addTo(Routes routes) {
        routes.post("/v3/users/{user}/application_credentials", this::createForApplications)
                .get("/v3/users/{user}/application_credentials", this::ofApplications)
                .post("/v3/OS-TRUST/trusts", this::trust)
                .get("/v3/OS-TRUST/trusts", this::trusted);
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

    /** Nobody makes one for another, and its secret is shown once. */
    private Answer createForApplications(Call call) {
        ObjectNode wanted = call.entity("application_credential");
        if (!call.caller().userId().equals(call.segment("user"))) {
            throw Refused.forbidden("You are not authorized to perform the requested action.");
        }
        applications.add(WireJson.object(
                "id",
                UUID.randomUUID().toString().replace("-", ""),
                "name",
                wanted.get("name"),
                "user_id",
                call.caller().userId(),
                "project_id",
                call.caller().projectId(),
                "expires_at",
                wanted.get("expires_at"),
                "unrestricted",
                false));
        return Answer.created(WireJson.object(
                "application_credential",
                applications.get(applications.size() - 1).deepCopy().put("secret", SECRET)));
    }

    private Answer ofApplications(Call call) {
        if (!call.caller().admin() && !call.caller().userId().equals(call.segment("user"))) {
            throw Refused.forbidden("You are not authorized to perform the requested action.");
        }
        return Answer.ok(WireJson.object(
                "application_credentials",
                WireJson.arrayOf(applications.stream()
                        .filter(each -> call.segment("user").equals(WireJson.text(each, "user_id")))
                        .toList())));
    }

    /** The application credential that proves itself; 401 for every other, as Keystone says no more. */
    ObjectNode application(JsonNode login) {
        return applications.stream()
                .filter(each -> WireJson.text(each, "id").equals(WireJson.text(login, "id")))
                .filter(each -> SECRET.equals(WireJson.text(login, "secret")))
                .findFirst()
                .orElseThrow(Refused::unauthorized);
    }

    /** The trust of an id, for its trustee (keystone.auth.core, keystone.token.provider). */
    ObjectNode trust(String id, String userId) {
        ObjectNode trust = trusts.stream()
                .filter(each -> WireJson.text(each, "id").equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("Could not find trust: " + id + "."));
        if (!userId.equals(WireJson.text(trust, "trustee_user_id"))) {
            throw Refused.forbidden("User is not a trustee.");
        }
        return trust;
    }

    private Answer trust(Call call) {
        ObjectNode trust = call.entity("trust");
        if (!call.caller().userId().equals(WireJson.text(trust, "trustor_user_id"))) {
            throw Refused.forbidden("You are not authorized to perform the requested action.");
        }
        trusts.add(trust.put("id", UUID.randomUUID().toString().replace("-", "")));
        return Answer.created(WireJson.object("trust", trust));
    }

    private Answer trusted(Call call) {
        String trustor = call.query("trustor_user_id");
        if (!call.caller().admin() && !call.caller().userId().equals(trustor)) {
            throw Refused.forbidden("You are not authorized to perform the requested action.");
        }
        return Answer.ok(WireJson.object(
                "trusts",
                WireJson.arrayOf(trusts.stream()
                        .filter(each -> trustor == null || trustor.equals(WireJson.text(each, "trustor_user_id")))
                        .toList())));
    }
}
