package io.jenkins.plugins.pumphouse.host.campaign;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of a day in which a host may be begun, such as {@code 22:00-06:00}. A host that is on its way when they end
 * goes on.
 *
 * @param from the first minute
 * @param until the first minute after; earlier than {@code from} for a window over midnight, equal for the whole day
 */
public record Window(LocalTime from, LocalTime until) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** No restriction. */
    public static final Window ALWAYS = new Window(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})\\s*");

    /**
     * @param text null or blank for no restriction
     * @throws IllegalArgumentException saying how it is written
     */
    public static Window parse(String text) {
        if (text == null || text.isBlank()) {
            return ALWAYS;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw wrong(text);
        }
        try {
            return new Window(time(matcher.group(1)), time(matcher.group(2)));
        } catch (DateTimeException e) {
            throw wrong(text);
        }
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("\"" + text + "\" is no window of hours; write it like 22:00-06:00.");
    }

    /** Whether a host may be begun at this time of the day. */
    public boolean isOpen(LocalTime now) {
        if (from.equals(until)) {
            return true;
        }
        boolean afterFrom = !now.isBefore(from);
        boolean beforeUntil = now.isBefore(until);
        return from.isBefore(until) ? afterFrom && beforeUntil : afterFrom || beforeUntil;
    }

    @Override
    public String toString() {
        return from + "-" + until;
    }
}
