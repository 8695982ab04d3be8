package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.Test;

/** The section {@code limits}. */
public class LimitsReaderTest {
    @Test
    public void aLimitIsNamedAndWrittenAsItsArgument() {
        assertThat(
                        read(
                                "{parallel: 4, transfers: 2, bandwidth: 50 MB/s, perHost: 1, perTargetHost: 64, maxParallel: 1000}"))
                .containsOnly(
                        Map.entry("parallel", new Limit(4, "4")),
                        Map.entry("transfers", new Limit(2, "2")),
                        Map.entry("bandwidth", new Limit(50_000_000, "50 MB/s")),
                        Map.entry("perHost", new Limit(1, "1")),
                        Map.entry("perTargetHost", new Limit(64, "64")),
                        Map.entry("maxParallel", new Limit(1000, "1000")));
        assertThat(read("{bandwidth: 2000000, parallel:}")).containsOnlyKeys("bandwidth");
        assertThat(Configuration.parse("pumphouse.yaml", Yaml.workingSourceWith())
                        .limits())
                .isEmpty();
    }

    @Test
    public void whatIsOutOfRangeOrUnknownIsRefusedWithWhatIsAllowed() {
        assertRefused(
                "{parallel: 0}", "\"parallel\" of \"limits\" of the configuration must be a number from 1 to 500");
        assertRefused("{transfers: 65}", "must be a number from 1 to 64, not \"65\"");
        assertRefused("{perHost: no}", "must be a number from 1 to 64, not \"no\"");
        assertRefused("{bandwidth: 10 kB/s}", "must be a bandwidth such as 50 MB/s, or bytes a second, from 1 MB/s on");
        assertRefused(
                "{per_host: 2}",
                "unknown key \"per_host\" in \"limits\" of the configuration; did you mean \"perHost\"?");
        assertRefused("4", "must be a map such as {parallel: 4, bandwidth: 50 MB/s}");
    }

    private static void assertRefused(String limits, String message) {
        assertThatThrownBy(() -> read(limits)).hasMessageContaining(message);
    }

    private static Map<String, Limit> read(String limits) {
        return Configuration.parse("pumphouse.yaml", Yaml.workingSourceWith() + "limits: " + limits + "\n")
                .limits();
    }
}
