package io.jenkins.plugins.pumphouse.config;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bandwidth as people write it: {@code 50 MB/s}, or a number of bytes a second. */
public final class Rate {
    private static final Pattern RATE = Pattern.compile("(\\d{1,12}) {0,4}([kmg]b)?(?:/s)?");

    /** Decimal, as networks are sold. */
    private static final Map<String, Long> UNITS = Map.of("kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L);

    /** With less, a transfer would be silent for so long that a service takes it for dead. */
    private static final long LEAST = 1_000_000;

    private static final long MOST = 1_000_000_000_000L;

    private Rate() {}

    /** Bytes a second; empty when it is none, or below 1 MB/s. */
    public static OptionalLong parse(String text) {
        Matcher matcher = RATE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        long unit = UNITS.getOrDefault(String.valueOf(matcher.group(2)), 1L);
        return number > MOST / unit || number * unit < LEAST ? OptionalLong.empty() : OptionalLong.of(number * unit);
    }
}
