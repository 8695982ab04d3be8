package io.jenkins.plugins.pumphouse.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whether and when a call is sent again. A call that changes something is only repeated when it certainly was not
 * carried out, or when carrying it out twice is the same as once.
 *
 * @param tries how many in all
 * @param firstPause before the second try; doubled before each further one
 * @param longestPause the longest pause, even if the service asks for more
 */
public record RetryPolicy(int tries, Duration firstPause, Duration longestPause) {

    private static final Duration USUAL_FIRST_PAUSE = Duration.ofMillis(500);
    private static final int PAUSES_IN_TIMEOUT = 40;
    private static final Set<Integer> GATEWAY_TROUBLE = Set.of(502, 503, 504);

    /**
     * Pauses that fit a time-out: a short time-out gives short pauses.
     *
     * @param tries how many in all; longer troubles are for the caller
     */
    public static RetryPolicy within(Duration timeout, int tries) {
        Duration share = timeout.dividedBy(PAUSES_IN_TIMEOUT);
        return new RetryPolicy(tries, share.compareTo(USUAL_FIRST_PAUSE) < 0 ? share : USUAL_FIRST_PAUSE, timeout);
    }

    /**
     * How long to wait after there was no response; empty to give up.
     *
     * @param sent how many tries there were, the failed one included
     */
    Optional<Duration> after(NoResponseException failure, HttpCall call, int sent) {
        return sent < tries && !failure.lasting() && (call.repeatable() || !failure.sent())
                ? Optional.of(backOff(sent))
                : Optional.empty();
    }

    /** How long to wait after a response; empty when it stands. */
    Optional<Duration> after(HttpReply reply, HttpCall call, int sent) {
        if (sent >= tries) {
            return Optional.empty();
        }
        Optional<Duration> asked = RetryAfter.read(reply.header("Retry-After"));
        if (refusedForNow(reply.status(), asked.isPresent()) && (call.repeatable() || asked.isPresent())
                || call.repeatable() && GATEWAY_TROUBLE.contains(reply.status())
                || call.reads() && reply.status() == 500) {
            return asked.isEmpty()
                    ? Optional.of(backOff(sent))
                    : asked.filter(pause -> pause.compareTo(longestPause) <= 0);
        }
        return Optional.empty();
    }

    /**
     * Nova before Icehouse answered 413 when it limited the rate; a 413 of today is a quota and comes without a time.
     */
    private static boolean refusedForNow(int status, boolean withTime) {
        return status == 429 || withTime && (status == 503 || status == 413);
    }

    // A random part, so that callers that one failure has stopped do not all retry at the same moment.
    private Duration backOff(int sent) {
        long full = firstPause.toMillis() << (sent - 1);
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }
}
