package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Set;

/** The options of objects (Keystone Administrator Guide, "Resource Options"): known ones only, null takes one away. */
final class ResourceOptions {
    private static final String FIELD = "options";
    private static final String RULES = "multi_factor_auth_rules";
    private static final Set<String> OF_USERS = Set.of(
            "ignore_change_password_upon_first_use",
            "ignore_password_expiry",
            "ignore_lockout_failure_attempts",
            "ignore_user_inactivity",
            "lock_password",
            "multi_factor_auth_enabled",
            RULES);
    private static final Set<String> OF_OTHERS = Set.of("immutable");

    private ResourceOptions() {}

    static void check(String kind, ObjectNode wanted) {
        wanted.path(FIELD).properties().forEach(option -> {
            String name = option.getKey();
            if (!(kind.equals("user") ? OF_USERS : OF_OTHERS).contains(name)) {
                throw Refused.badRequest("Additional properties are not allowed ('" + name + "' was unexpected)");
            }
            JsonNode value = option.getValue();
            if (!value.isNull() && !(name.equals(RULES) ? value.isArray() : value.isBoolean())) {
                throw Refused.badRequest("Invalid input for field '" + name + "': " + value + " is not valid");
            }
        });
    }

    /** What the object has once {@code changes} are made. */
    static ObjectNode merged(ObjectNode row, JsonNode changes) {
        ObjectNode options = row.path(FIELD) instanceof ObjectNode now ? now.deepCopy() : WireJson.object();
        changes.properties().forEach(option -> {
            if (option.getValue().isNull()) {
                options.remove(option.getKey());
            } else {
                options.set(option.getKey(), option.getValue());
            }
        });
        return options;
    }
}
