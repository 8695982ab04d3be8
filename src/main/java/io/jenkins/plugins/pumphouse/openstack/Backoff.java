package io.jenkins.plugins.pumphouse.openstack;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** When a request is sent again, and how long that waits. */
final class Backoff {
    /** The first and three more. */
    static final int TRIES = 4;

    private static final long FIRST_MILLIS = 500;

    /** Of the service, or of a proxy before it; 500 may be a fault for good, so only a read is repeated for it. */
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    private Backoff() {}

    /** Whether a request that was answered with {@code status} is worth another try, and safe to repeat. */
    static boolean again(Request request, int status, HttpHeaders head) {
        if ((status == 429 || status == 503) && retryAfter(head).isPresent()) {
            return true; // the service says that it did nothing, and when to come back
        }
        return request.isRepeatable()
                && (PASSING.contains(status) || status == 429 || (status == 500 && request.method().equals("GET")));
    }

    /** Waits before try number {@code next} (from 2): what the service asks for, else longer each time, with jitter. */
    static void pause(int next, HttpHeaders head, Duration longest) {
        long millis = FIRST_MILLIS << (next - 2);
        long jittered = millis / 2 + ThreadLocalRandom.current().nextLong(millis);
        Duration wait = head == null ? Duration.ofMillis(jittered) : retryAfter(head).orElse(Duration.ofMillis(jittered));
        try {
            long time = Math.min(wait.toMillis(), longest.toMillis());
            new CompletableFuture<Void>().completeOnTimeout(null, time, TimeUnit.MILLISECONDS).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A timer failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Seconds or a date (RFC 9110, section 10.2.3). */
    static Optional<Duration> retryAfter(HttpHeaders head) {
        return head.firstValue("retry-after").map(String::strip).flatMap(value -> {
            if (value.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            try {
                Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
                Duration until = Duration.between(Instant.now(), at);
                return Optional.of(until.isNegative() ? Duration.ZERO : until);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }
}
