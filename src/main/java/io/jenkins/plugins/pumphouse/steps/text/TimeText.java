package io.jenkins.plugins.pumphouse.steps.text;

import hudson.AbortException;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** Times as pipelines write them: {@code 06:00}, {@code 20 min}. */
public final class TimeText {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})\\s*(s|min|h|d)");

    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    /**
     * An end that is past for less is over: a build that has waited in the queue until five past six is late. One that
     * is past for longer is that of the next day.
     */
    private static final Duration OVER = Duration.ofHours(6);

    private TimeText() {}

    /**
     * The moment that an end means: the next one at which it is that time of the day, or the last one where that is
     * just over.
     *
     * @param argument name of the argument, for the message
     * @param now with the time zone that is meant
     */
    public static Instant end(String step, String argument, String text, ZonedDateTime now) throws AbortException {
        try {
            LocalTime time = LocalTime.parse(text.length() == 4 ? "0" + text : text);
            ZonedDateTime today = now.with(time);
            ZonedDateTime last = today.isAfter(now) ? today.minusDays(1) : today;
            return (last.plus(OVER).isAfter(now) ? last : last.plusDays(1)).toInstant();
        } catch (DateTimeException e) {
            throw new AbortException(step + ": " + argument + " is '" + ConsoleText.line(text)
                    + "', which is no time of the day. Write it like '06:00'. Nothing was done.");
        }
    }

    /** @param argument name of the argument, for the message */
    public static Duration span(String step, String argument, String text) throws AbortException {
        Matcher matcher = SPAN.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new AbortException(step + ": " + argument + " is '" + ConsoleText.line(text)
                    + "', which is no duration. Write it like '90 s', '20 min', '2 h' or '7 d'. Nothing was done.");
        }
        return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    }

    /** What a form says of a duration. */
    public static FormValidation checkSpan(String text) {
        return Jenkins.get().hasPermission(Jenkins.READ)
                ? check(text, "check.span", given -> span("", "", given))
                : FormValidation.ok();
    }

    /** What a form says of a time of the day. */
    public static FormValidation checkEnd(String text) {
        return Jenkins.get().hasPermission(Jenkins.READ)
                ? check(text, "check.time", given -> end("", "", given, ZonedDateTime.now()))
                : FormValidation.ok();
    }

    /** What a text means. */
    public interface Reading<T> {
        T of(String text) throws AbortException;
    }

    /** The value of a text that the step has checked; null for null. */
    public static <T> T checked(String text, Reading<T> reading) {
        try {
            return text == null ? null : reading.of(text);
        } catch (AbortException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FormValidation check(String text, String mistake, Reading<?> reading) {
        String given = Util.fixEmptyAndTrim(text);
        if (given == null) {
            return FormValidation.ok();
        }
        try {
            reading.of(given);
            return FormValidation.ok();
        } catch (AbortException e) {
            return FormValidation.error(Messages.text(mistake, given));
        }
    }
}
