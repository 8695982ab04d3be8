package io.jenkins.plugins.pumphouse.migration.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server is asked before its stop and after its boot.
 *
 * @param probes all of them have to succeed that did before the stop
 * @param timeout how long after {@code ACTIVE} the copy may take to answer
 */
public record HealthCheck(List<Probe> probes, Duration timeout) implements Serializable {
    private static final int MOST_PROBES = 20;
    private static final int LONGEST_VALUE = 100;
    private static final int LAST_PORT = 65_535;

    /** How a server is asked; the word is the key of the argument. */
    public enum Way {
        /** An echo request, answered. */
        PING,
        /** A TCP port that takes a connection. */
        TCP,
        /** A path whose answer is a status from 200 to 399. */
        HTTP,
        /** A text in the console's log. */
        CONSOLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static List<String> words() {
            return Arrays.stream(values()).map(Way::word).toList();
        }
    }

    /**
     * One question.
     *
     * @param value port, path ({@code /status}, {@code :8080/status}) or text; empty for a ping
     */
    public record Probe(Way way, String value) implements Serializable {
        /** {@code "tcp 22"}, as messages have it. */
        @Override
        public String toString() {
            return value.isEmpty() ? way.word() : way.word() + " " + value;
        }

        /** The port of {@link Way#TCP} and {@link Way#HTTP}. */
        public int port() {
            if (way == Way.HTTP) {
                return value.startsWith(":") ? Integer.parseInt(value.substring(1, value.indexOf('/'))) : 80;
            }
            return Integer.parseInt(value);
        }

        /** The path of {@link Way#HTTP}. */
        public String path() {
            return value.substring(value.indexOf('/'));
        }
    }

    /** A line that is no probe; the message says what is allowed. */
    public static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;

        Mistake(String message) {
            super(message);
        }
    }

    public HealthCheck {
        probes = List.copyOf(probes);
    }

    /** @param lines {@code "tcp: 22"}, a probe each */
    public static HealthCheck of(List<String> lines, Duration timeout) throws Mistake {
        if (lines.size() > MOST_PROBES) {
            throw new Mistake("it has " + lines.size() + " entries, and there may be " + MOST_PROBES);
        }
        List<Probe> probes = new ArrayList<>();
        for (String line : lines) {
            probe(line).ifPresent(probes::add);
        }
        return new HealthCheck(probes, timeout);
    }

    private static Optional<Probe> probe(String line) throws Mistake {
        int colon = line.indexOf(':');
        String key = (colon < 0 ? line : line.substring(0, colon)).strip();
        String value = colon < 0 ? "" : line.substring(colon + 1).strip();
        Way way = Arrays.stream(Way.values())
                .filter(w -> w.word().equals(key))
                .findFirst()
                .orElse(null);
        if (way == null) {
            throw new Mistake("'" + key + "' is none of its keys, which are " + String.join(", ", Way.words()));
        }
        boolean odd = value.length() > LONGEST_VALUE || value.chars().anyMatch(Character::isISOControl);
        if (odd) {
            throw new Mistake(key + " is too long, or has a character that cannot be printed; it must have at most "
                    + LONGEST_VALUE + " that can");
        }
        return switch (way) {
            case PING -> ping(value);
            case TCP -> Optional.of(new Probe(way, Integer.toString(port(key, value))));
            case HTTP -> Optional.of(http(value));
            case CONSOLE -> Optional.of(console(value));
        };
    }

    private static Optional<Probe> ping(String value) throws Mistake {
        if (!List.of("", "true", "false").contains(value)) {
            throw new Mistake("ping is '" + value + "', and has to be true or false");
        }
        return value.equals("false") ? Optional.empty() : Optional.of(new Probe(Way.PING, ""));
    }

    private static int port(String key, String value) throws Mistake {
        int port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw new Mistake(key + " is '" + value + "', and has to be a port from 1 to " + LAST_PORT);
        }
        return port;
    }

    private static Probe http(String value) throws Mistake {
        if (!value.matches("(:\\d{1,5})?/[!-~]*")) {
            throw new Mistake(
                    "http is '" + value + "', and has to be a path such as /status or :8080/status (for HTTPS,"
                            + " ask the port: tcp: 443)");
        }
        if (value.startsWith(":")) {
            port("http", value.substring(1, value.indexOf('/')));
        }
        return new Probe(Way.HTTP, value);
    }

    private static Probe console(String value) throws Mistake {
        if (value.isEmpty()) {
            throw new Mistake("console is blank, and has to be a text of the console's log, such as login:");
        }
        return new Probe(Way.CONSOLE, value);
    }
}
