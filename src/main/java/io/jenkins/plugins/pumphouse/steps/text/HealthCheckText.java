package io.jenkins.plugins.pumphouse.steps.text;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.console.Nearest;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck;
import java.time.Duration;
import java.util.List;

/** The health check as pipelines write it: {@code [ping: true, tcp: 22, http: '/status', console: 'login:']}. */
public final class HealthCheckText {
    private static final Duration USUAL = Duration.ofMinutes(5);

    private HealthCheckText() {}

    /**
     * @param lines {@code tcp: 22}; null, of a build of an older release, for none
     * @param timeout such as {@code 5 min}; null for the usual
     * @return null when nothing is asked
     */
    public static HealthCheck read(List<String> lines, String timeout) throws AbortException {
        Duration limit = timeout == null ? USUAL : TimeText.span("pumpInstances", "healthTimeout", timeout);
        if (lines == null || lines.isEmpty()) {
            return null;
        }
        try {
            return HealthCheck.of(lines, limit);
        } catch (HealthCheck.Mistake e) {
            String near = lines.stream()
                    .map(line -> line.replaceFirst(":.*", "").strip())
                    .filter(key -> !HealthCheck.Way.words().contains(key))
                    .flatMap(key -> Nearest.to(key, HealthCheck.Way.words()).stream())
                    .findFirst()
                    .map(word -> " (did you mean '" + word + "'?)")
                    .orElse("");
            throw new AbortException(
                    "pumpInstances: healthCheck: " + ConsoleText.line(e.getMessage()) + near + ". Nothing was done.");
        }
    }
}
