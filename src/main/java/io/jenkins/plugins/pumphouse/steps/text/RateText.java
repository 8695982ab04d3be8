package io.jenkins.plugins.pumphouse.steps.text;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bandwidth as pipelines write it: {@code 50 MB/s}, or a number of bytes a second. */
public final class RateText {
    private static final Pattern RATE = Pattern.compile("(\\d{1,12}) {0,4}([kmg]b)?(?:/s)?");

    /** Decimal, as networks are sold. */
    private static final Map<String, Long> UNITS = Map.of("kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L);

    /** With less, a transfer would be silent for so long that a service takes it for dead. */
    private static final long LEAST = 1_000_000;

    private static final long MOST = 1_000_000_000_000L;

    private RateText() {}

    /**
     * Bytes a second; 0 for null.
     *
     * @throws AbortException when it is none, or below 1 MB/s
     */
    public static long read(String step, String text) throws AbortException {
        if (text == null) {
            return 0;
        }
        Matcher matcher = RATE.matcher(text.toLowerCase(Locale.ROOT));
        long number = 0;
        long unit = 1;
        if (matcher.matches()) {
            number = Long.parseLong(matcher.group(1));
            unit = UNITS.getOrDefault(String.valueOf(matcher.group(2)), 1L);
        }
        if (number > MOST / unit || number * unit < LEAST) {
            throw new AbortException(step + ": bandwidth is '" + ConsoleText.line(text)
                    + "'. Write it like '50 MB/s', or as bytes a second, from 1 MB/s on. Nothing was done.");
        }
        return number * unit;
    }
}
