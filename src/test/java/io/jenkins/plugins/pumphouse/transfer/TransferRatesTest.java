package io.jenkins.plugins.pumphouse.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

/** The rate by which a plan forecasts downtimes. */
public class TransferRatesTest {

    @Test
    public void aSmallImageSaysHowLongRequestsTakeAndNotHowFastBytesGo() {
        TransferRates.measured("small", "images", 6_000_000, Duration.ofSeconds(3));

        assertThat(TransferRates.of("small", "images")).isEmpty();
    }

    @Test
    public void aLargeImageIsWhatTheNextOnesAreExpectedToBeLike() {
        TransferRates.measured("large", "images", 400_000_000, Duration.ofSeconds(4));

        assertThat(TransferRates.of("large", "images")).hasValue(100_000_000);
    }

    @Test
    public void eachMeasurementCountsAsMuchAsAllBefore() {
        TransferRates.measured("two", "images", 400_000_000, Duration.ofSeconds(4));
        TransferRates.measured("two", "images", 400_000_000, Duration.ofSeconds(20));

        assertThat(TransferRates.of("two", "images")).hasValue(60_000_000);
        assertThat(TransferRates.of("images", "two")).isEmpty();
    }
}
