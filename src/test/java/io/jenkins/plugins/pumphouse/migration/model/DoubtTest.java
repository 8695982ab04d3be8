package io.jenkins.plugins.pumphouse.migration.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.Test;

/** How long one looks for what a doubtful answer may have made. */
public class DoubtTest {
    @Test
    public void thatIsLongerThanAllLooksTakeOnACloudThatAnswers() {
        Duration poll = Duration.ofSeconds(10);

        assertThat(Doubt.lastLook(poll)).isAfter(Instant.now().plus(poll.multipliedBy(Doubt.LOOKS)));
    }

    @Test
    public void noneFollowsOneThatHasFailedAfterAMinute() {
        assertThat(Doubt.lastLook(Duration.ofSeconds(1)))
                .isCloseTo(Instant.now().plusSeconds(60), within(5, ChronoUnit.SECONDS));
    }
}
