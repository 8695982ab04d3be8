package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long each phase of a host's move may take: the value of {@code timeouts}. One more phase is one more word in the
 * list.
 */
public final class PhaseTimeouts {
    /** A week; who waits longer has forgotten it. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final List<ConfigKey<Duration>> KEYS = Stream.of(
                    "interlock", "leave", "power_off", "rewire", "boot", "discover", "assign", "deploy", "arrive")
            .map(phase -> ConfigKey.of(phase, Scalars.time(LONGEST)))
            .toList();

    public static final Section PHASES = Section.of(KEYS.toArray(ConfigKey<?>[]::new));

    private PhaseTimeouts() {}

    /** Those that are given, by the word of their phase. */
    public static Map<String, Duration> of(Values values) {
        Map<String, Duration> timeouts = new LinkedHashMap<>();
        for (ConfigKey<Duration> key : KEYS) {
            if (values.get(key) != null) {
                timeouts.put(key.name(), values.get(key));
            }
        }
        return timeouts;
    }
}
