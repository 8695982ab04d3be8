package io.jenkins.plugins.pumphouse.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header {@code Retry-After} (RFC 9110, 10.2.3). */
public final class RetryAfter {

    private RetryAfter() {}

    /**
     * Reads seconds or a date.
     *
     * @param header the header's value, null where the answer has none
     * @return how long to wait from now, never negative; empty when there is nothing that can be read
     */
    public static Optional<Duration> read(String header) {
        if (header == null) {
            return Optional.empty();
        }
        String value = header.strip();
        try {
            Duration pause = value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
