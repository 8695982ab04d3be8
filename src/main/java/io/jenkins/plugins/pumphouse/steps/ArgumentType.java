package io.jenkins.plugins.pumphouse.steps;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an argument of a step can be, and how a value of a script is read as that. Nothing is guessed: where Jenkins
 * takes every text but {@code true} for false and cuts a fraction off, this refuses.
 */
enum ArgumentType {
    TEXT("a text", ArgumentType::text),
    LINES("a text", ArgumentType::lines),
    NAMES("a list of texts", ArgumentType::names),
    SETTINGS("a map such as [ping: true, tcp: 22]", ArgumentType::settings),
    FLAG("true or false", ArgumentType::flag),
    NUMBER("a whole number", ArgumentType::number);

    /** Characters; a name in OpenStack has 255 at most. */
    private static final int LONGEST = 1000;

    private final String words;
    private final Reading reading;

    ArgumentType(String words, Reading reading) {
        this.words = words;
        this.reading = reading;
    }

    static ArgumentType of(Type declared) {
        if (declared == String.class) {
            return TEXT;
        }
        if (declared == boolean.class) {
            return FLAG;
        }
        return declared == int.class ? NUMBER : NAMES;
    }

    /**
     * The value as the step's setter takes it.
     *
     * @param given neither null nor blank
     * @throws UnreadableArgument when it is of another type, or cannot be told for sure
     */
    Object read(Object given) throws UnreadableArgument {
        return reading.read(given);
    }

    /** What is allowed, for a message. */
    String words() {
        return words;
    }

    private static String text(Object given) throws UnreadableArgument {
        return printable(lines(given).strip());
    }

    private static String lines(Object given) throws UnreadableArgument {
        if (given instanceof CharSequence || given instanceof Integer || given instanceof Long) {
            return given.toString(); // a number for an id, as in environment: 3
        }
        throw new UnreadableArgument();
    }

    /** Nothing in OpenStack, Fuel or a file system is called like that, and a log would show something else. */
    private static String printable(String text) throws UnreadableArgument {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new UnreadableArgument("one line of at most " + LONGEST + " characters that can be printed");
        }
        return text;
    }

    /** A text is a list of one. */
    private static List<String> names(Object given) throws UnreadableArgument {
        Collection<?> items = given instanceof Collection<?> collection
                ? collection
                : given instanceof Object[] array ? Arrays.asList(array) : List.of(given);
        List<String> names = new ArrayList<>();
        for (Object item : items) {
            for (Object line :
                    item instanceof CharSequence text ? text.toString().lines().toList() : List.of(item)) {
                names.add(text(line));
            }
        }
        return names;
    }

    /** The lines of a form, or a map, whose entries become such lines; a value may be a list. */
    private static List<String> settings(Object given) throws UnreadableArgument {
        if (!(given instanceof Map<?, ?> map)) {
            return names(given);
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Collection<?> values =
                    entry.getValue() instanceof Collection<?> list ? list : List.of(word(entry.getValue()));
            for (Object value : values) {
                lines.add(text(entry.getKey()) + ": " + word(value));
            }
        }
        return lines;
    }

    private static String word(Object value) throws UnreadableArgument {
        return value instanceof Boolean ? value.toString() : text(value);
    }

    /** Also the two words as texts: what an environment variable or a choice can say without doubt. */
    private static Boolean flag(Object given) throws UnreadableArgument {
        String text = given instanceof Boolean || given instanceof CharSequence
                ? given.toString().trim().toLowerCase(Locale.ROOT)
                : "";
        if (!text.equals("true") && !text.equals("false")) {
            throw new UnreadableArgument();
        }
        return Boolean.valueOf(text);
    }

    private static Integer number(Object given) throws UnreadableArgument {
        if (!(given instanceof Number) && !(given instanceof CharSequence)) {
            throw new UnreadableArgument();
        }
        try {
            return Integer.valueOf(
                    given instanceof CharSequence
                            ? given.toString().trim()
                            : Integer.toString(new BigDecimal(given.toString()).intValueExact()));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new UnreadableArgument();
        }
    }

    /** Reads a value of a script. */
    private interface Reading {
        Object read(Object given) throws UnreadableArgument;
    }
}
