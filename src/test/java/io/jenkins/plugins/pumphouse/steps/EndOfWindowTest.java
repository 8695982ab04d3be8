package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.steps.text.TimeText;
import java.time.ZonedDateTime;
import org.junit.Test;

/** Which moment {@code until: '06:00'} means. */
public class EndOfWindowTest {
    @Test
    public void inTheEveningItIsTheNextMorning() throws Exception {
        assertThat(end("06:00", "2026-03-02T22:00:00+01:00[Europe/Berlin]")).isEqualTo("2026-03-03T05:00:00Z");
    }

    @Test
    public void aBuildThatTheQueueHasHeldUpFindsItOver() throws Exception {
        assertThat(end("06:00", "2026-03-03T06:05:00+01:00[Europe/Berlin]")).isEqualTo("2026-03-03T05:00:00Z");
        assertThat(end("6:00", "2026-03-03T06:00:00+01:00[Europe/Berlin]")).isEqualTo("2026-03-03T05:00:00Z");
    }

    @Test
    public void soDoesOneThatBeginsAfterMidnightWhenTheEndWasBeforeIt() throws Exception {
        assertThat(end("23:30", "2026-03-03T00:10:00+01:00[Europe/Berlin]")).isEqualTo("2026-03-02T22:30:00Z");
    }

    @Test
    public void fromNoonOnItIsTheNextMorning() throws Exception {
        assertThat(end("06:00", "2026-03-02T12:00:00+01:00[Europe/Berlin]")).isEqualTo("2026-03-03T05:00:00Z");
    }

    @Test
    public void inTheNightInWhichTheClocksChangeItIsTheTimeOfTheWall() throws Exception {
        assertThat(end("06:00", "2026-03-28T22:00:00+01:00[Europe/Berlin]")).isEqualTo("2026-03-29T04:00:00Z");
    }

    private static String end(String text, String now) throws AbortException {
        return TimeText.end("pumpInstances", "until", text, ZonedDateTime.parse(now))
                .toString();
    }
}
