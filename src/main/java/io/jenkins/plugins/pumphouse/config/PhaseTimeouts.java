package io.jenkins.plugins.pumphouse.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long each phase of a host's move may take: the value of {@code timeouts}. One more phase is one more word here.
 */
final class PhaseTimeouts {
    /** A week; who waits longer has forgotten it. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final List<ConfigKey<Duration>> KEYS = Stream.of(
                    "interlock", "leave", "power_off", "rewire", "boot", "discover", "assign", "deploy", "arrive")
            .map(phase -> ConfigKey.of(phase, Scalars.time(LONGEST)))
            .toList();

    static final Section PHASES = Section.of(KEYS.toArray(ConfigKey<?>[]::new));

    private PhaseTimeouts() {}

    /** Those that are given, by the word of their phase. */
    static Map<String, Duration> of(Values values) {
        Map<String, Duration> timeouts = new LinkedHashMap<>();
        for (ConfigKey<Duration> key : KEYS) {
            if (values.get(key) != null) {
                timeouts.put(key.name(), values.get(key));
            }
        }
        return timeouts;
    }
}
