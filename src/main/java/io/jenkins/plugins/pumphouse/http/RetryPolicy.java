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
 * @param longestPause more than this is not waited, even if the service asks for it
 */
record RetryPolicy(int tries, Duration firstPause, Duration longestPause) {

    // Longer troubles are for the caller, who has a state to wait in and no thread to hold.
    private static final int USUAL_TRIES = 3;
    private static final Duration USUAL_FIRST_PAUSE = Duration.ofMillis(500);
    private static final Set<Integer> GATEWAY_TROUBLE = Set.of(502, 503, 504);

    static RetryPolicy usual(Duration timeout) {
        return new RetryPolicy(USUAL_TRIES, USUAL_FIRST_PAUSE, timeout);
    }

    /**
     * How long to wait after there was no answer; empty to give up.
     *
     * @param sent how many tries there were, the failed one included
     */
    Optional<Duration> after(Throwable cause, JsonRequest request, int sent) {
        if (sent >= tries || Silence.isLasting(cause)) {
            return Optional.empty();
        }
        return request.repeatable() || !Silence.mayHaveBeenSent(cause) ? Optional.of(backOff(sent)) : Optional.empty();
    }

    /** How long to wait after an answer; empty when the answer stands. */
    Optional<Duration> after(JsonReply reply, JsonRequest request, int sent) {
        if (sent >= tries) {
            return Optional.empty();
        }
        Optional<Duration> asked = RetryAfter.read(reply.header("retry-after"));
        boolean refusedForNow = reply.status() == 429 || reply.status() == 503 && asked.isPresent();
        if (refusedForNow && (request.repeatable() || asked.isPresent())
                || request.repeatable() && GATEWAY_TROUBLE.contains(reply.status())
                || request.reads() && reply.status() == 500) {
            return asked.isEmpty()
                    ? Optional.of(backOff(sent))
                    : asked.filter(pause -> pause.compareTo(longestPause) <= 0);
        }
        return Optional.empty();
    }

    // A random part, so that those whom one failure has stopped do not all come back at the same moment.
    private Duration backOff(int sent) {
        long full = firstPause.toMillis() << (sent - 1);
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }
}
