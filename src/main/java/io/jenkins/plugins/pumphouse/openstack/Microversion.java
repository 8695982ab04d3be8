package io.jenkins.plugins.pumphouse.openstack;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version such as 2.93; ordered by number, not by text. */
record Microversion(int major, int minor) implements Comparable<Microversion> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** @throws IllegalArgumentException for anything else than two numbers with a dot */
    static Microversion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not a microversion: " + text));
    }

    static Optional<Microversion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Microversion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Microversion other) {
        return Comparator.comparingInt(Microversion::major)
                .thenComparingInt(Microversion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
