package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The options of a user: which rules of the cloud do not hold for the user, and with what the user has to log in
 * (Keystone Administrator Guide, "Resource Options"). A user without them would be locked out sooner than on the source
 * or be let in with less.
 */
final class UserOptions {
    static final String FIELD = "options";

    /** The way of logging in whose secret stays behind. */
    private static final String ONE_TIME = "totp";

    private UserOptions() {}

    /** Those that the source's user has; null where it has none, and nothing where Keystone does not know any. */
    static void want(ObjectNode wanted, Resource user) {
        JsonNode options = user.json().path(FIELD);
        if (options.isObject()) {
            ObjectNode set = Json.object();
            options.properties().stream()
                    .filter(option -> isSet(option.getValue()))
                    .forEach(option -> set.set(option.getKey(), option.getValue()));
            wanted.set(FIELD, set.isEmpty() ? null : set);
        }
    }

    /** False is what an option is that nobody has set. */
    private static boolean isSet(JsonNode value) {
        return !Equality.nothing(value) && !value.equals(BooleanNode.FALSE);
    }

    /** Keystone takes an option away only where it is sent as null; what is not sent stays. */
    static void takeAway(ObjectNode changed, Resource existing) {
        if (changed.has(FIELD)) {
            ObjectNode sent = changed.path(FIELD) instanceof ObjectNode options ? options.deepCopy() : Json.object();
            existing.json().path(FIELD).fieldNames().forEachRemaining(option -> {
                if (!sent.has(option)) {
                    sent.putNull(option);
                }
            });
            changed.set(FIELD, sent);
        }
    }

    /** What the user has to do before a login on the target. */
    static Optional<String> leftBehind(Resource user) {
        JsonNode options = user.json().path(FIELD);
        boolean asked = options.path("multi_factor_auth_enabled").asBoolean()
                && StreamSupport.stream(options.path("multi_factor_auth_rules").spliterator(), false)
                        .flatMap(rule -> StreamSupport.stream(rule.spliterator(), false))
                        .anyMatch(way -> ONE_TIME.equals(way.asText()));
        return asked
                ? Optional.of("TOTP secrets, which stay in Keystone: no login by a rule of options that asks for totp,"
                        + " until the user has a new one (openstack credential create --type totp)")
                : Optional.empty();
    }
}
