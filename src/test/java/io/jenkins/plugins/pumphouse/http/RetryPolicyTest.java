package io.jenkins.plugins.pumphouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.Test;

/** How long is waited between two tries, and when none follows. */
public class RetryPolicyTest {

    private static final HttpCall READ = HttpCall.get(URI.create("http://cloud/x"));

    private static NoResponseException reset(boolean lasting) {
        return new NoResponseException("reset", true, true, false, lasting);
    }

    @Test
    public void eachPauseMayBeTwiceAsLongAsTheOneBefore() {
        RetryPolicy retry = RetryPolicy.within(Duration.ofSeconds(60), 4);
        for (int tries = 1; tries <= 3; tries++) {
            Duration most = Duration.ofMillis(500L << (tries - 1));
            assertThat(retry.after(reset(false), READ, tries).orElseThrow()).isBetween(most.dividedBy(2), most);
        }
        assertThat(retry.after(reset(false), READ, 4)).isEmpty();
    }

    @Test
    public void aShortTimeoutGivesShortPauses() {
        RetryPolicy retry = RetryPolicy.within(Duration.ofSeconds(2), 4);
        assertThat(retry.after(reset(false), READ, 1).orElseThrow()).isLessThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    public void whatWouldFailInTheSameWayIsNotTriedAgain() {
        assertThat(RetryPolicy.within(Duration.ofSeconds(60), 4).after(reset(true), READ, 1))
                .isEmpty();
    }
}
