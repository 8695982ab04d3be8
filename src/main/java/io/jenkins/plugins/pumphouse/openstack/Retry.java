package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.RetryAfter;
import io.jenkins.plugins.pumphouse.http.Silence;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which failures pass by themselves, and how long to wait before the next try. A call that changes something is only
 * repeated when it certainly was not carried out, or when carrying it out twice is the same as once.
 *
 * @param firstPause before the second try; doubled before each further one
 * @param longestPause more than this is not waited, even if the service asks for it
 */
record Retry(Duration firstPause, Duration longestPause) {

    static final int TRIES = 4;
    private static final Duration USUAL_FIRST_PAUSE = Duration.ofMillis(500);
    private static final int PAUSES_IN_TIMEOUT = 40;
    private static final Set<Integer> GATEWAY_TROUBLE = Set.of(502, 503, 504);

    static Retry usual(CloudAccess access) {
        // Whoever gives a cloud little time gets short pauses, too.
        Duration share = access.timeout().dividedBy(PAUSES_IN_TIMEOUT);
        return new Retry(share.compareTo(USUAL_FIRST_PAUSE) < 0 ? share : USUAL_FIRST_PAUSE, access.timeout());
    }

    /**
     * How long to wait after there was no answer; empty to give up.
     *
     * @param tries how many there were, the failed one included
     */
    Optional<Duration> after(Unanswered failure, CallInfo target, int tries) {
        if (Silence.isLasting(failure.getCause()) || tries >= TRIES) {
            return Optional.empty();
        }
        return target.repeatable() || !failure.sent() ? Optional.of(backOff(tries)) : Optional.empty();
    }

    /** How long to wait after an answer; empty when the answer stands. */
    Optional<Duration> after(Reply reply, CallInfo target, int tries) {
        if (tries >= TRIES) {
            return Optional.empty();
        }
        Optional<Duration> asked = RetryAfter.read(reply.header("Retry-After"));
        if (refusedForNow(reply.getStatus(), asked.isPresent()) && (target.repeatable() || asked.isPresent())
                || target.repeatable() && GATEWAY_TROUBLE.contains(reply.getStatus())
                || target.reads() && reply.getStatus() == 500) {
            return asked.isEmpty()
                    ? Optional.of(backOff(tries))
                    : asked.filter(pause -> pause.compareTo(longestPause) <= 0);
        }
        return Optional.empty();
    }

    /** Nova before Icehouse said 413 when it limited the rate; today's 413 is a quota and comes without a time. */
    private static boolean refusedForNow(int status, boolean withTime) {
        return status == 429 || withTime && (status == 503 || status == 413);
    }

    // A random part, so that the workers that one failure has stopped do not all come back at the same moment.
    private Duration backOff(int tries) {
        long full = firstPause.toMillis() << (tries - 1);
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }
}
