package io.jenkins.plugins.pumphouse.machines;

import java.util.Map;

/** An answer: its status and its body. */
record RedfishAnswer(int status, String body, Map<String, String> headers) {
    static RedfishAnswer of(int status, String body) {
        return new RedfishAnswer(status, body, Map.of());
    }

    static RedfishAnswer refused(int status, String message) {
        return of(
                status,
                "{\"error\": {\"code\": \"Base.1.0.GeneralError\", \"message\": \"See @Message.ExtendedInfo.\","
                        + " \"@Message.ExtendedInfo\": [{\"Message\": \"" + message + "\"}]}}");
    }
}
