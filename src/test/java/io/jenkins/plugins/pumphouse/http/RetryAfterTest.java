package io.jenkins.plugins.pumphouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.Test;

/** What services write into Retry-After. */
public class RetryAfterTest {

    @Test
    public void theWaitMayBeSeconds() {
        assertThat(RetryAfter.read(" 7 ")).contains(Duration.ofSeconds(7));
    }

    @Test
    public void theWaitMayBeADate() {
        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(3600).atZone(ZoneOffset.UTC));
        assertThat(RetryAfter.read(inAnHour).orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @Test
    public void aDateInThePastIsNoWait() {
        assertThat(RetryAfter.read("Thu, 01 Jan 1970 00:00:00 GMT")).contains(Duration.ZERO);
    }

    @Test
    public void whatIsNeitherIsAsIfItWereAbsent() {
        assertThat(RetryAfter.read("soon")).isEmpty();
        assertThat(RetryAfter.read(null)).isEmpty();
    }
}
