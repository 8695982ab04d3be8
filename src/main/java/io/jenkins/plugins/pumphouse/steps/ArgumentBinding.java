package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.console.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.Step;

/**
 * From the arguments of a call to a step. Jenkins' own binding only warns of an argument that it does not know, and
 * hands on what is blank: with it, {@code pumpInstances(tennant: 'shop', dryrun: true)} would move the servers of all
 * tenants.
 */
final class ArgumentBinding {
    /** Characters of a value that a message shows. */
    private static final int SHOWN = 60;

    private final String function;
    private final StepParameters parameters;

    ArgumentBinding(String function, Class<? extends Step> step) {
        this.function = function;
        this.parameters = new StepParameters(step);
    }

    /**
     * The step with the arguments set.
     *
     * @throws AbortException naming every mistake: an argument that there is not, that is blank, or that has another
     *     type
     */
    Step bind(Map<String, Object> arguments) throws AbortException {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> mistakes = new ArrayList<>();
        boolean unknown = false;
        for (Map.Entry<String, Object> argument : arguments.entrySet()) {
            String name = argument.getKey();
            Object given = argument.getValue();
            ArgumentType type = parameters.type(name);
            if (type == null) {
                unknown = true;
                mistakes.add("there is no argument " + shown(name) + suggestion(name));
            } else if (parameters.isRequired(name) && given instanceof Collection<?> items && items.isEmpty()) {
                values.put(name, List.of()); // as if left out: the step says itself what it cannot do without
            } else if (blank(name, given) != null) {
                mistakes.add(blank(name, given)
                        + " (give it a value or leave it out; a misspelt parameter or variable of the script"
                        + " is blank, too)");
            } else {
                try {
                    values.put(name, type.read(given));
                } catch (UnreadableArgument e) {
                    mistakes.add(name + " is " + shown(given) + kind(given) + ", and has to be " + e.words(type));
                }
            }
        }
        if (mistakes.isEmpty()) {
            return parameters.create(values);
        }
        throw new AbortException(function + ": " + String.join("; ", mistakes) + "."
                + (unknown ? " Its arguments are: " + String.join(", ", parameters.names()) + "." : "")
                + " Nothing was done.");
    }

    private String suggestion(String name) {
        return Nearest.to(name, parameters.names())
                .map(near -> " (did you mean '" + near + "'?)")
                .orElse("");
    }

    /** What is blank in the value: itself, or an item of it; null for nothing. */
    private static String blank(String name, Object given) {
        if (given == null) {
            return name + " is null";
        }
        if (given instanceof CharSequence text && text.toString().isBlank()) {
            return name + " is blank";
        }
        if (given instanceof Map<?, ?> map) {
            return map.isEmpty() ? name + " is empty" : blankEntry(name, map);
        }
        if (given instanceof Object[] array) {
            return blank(name, Arrays.asList(array));
        }
        if (given instanceof Collection<?> items) {
            int at = 0;
            for (Object item : items) {
                String blank = blank(name + "[" + at++ + "]", item);
                if (blank != null) {
                    return blank;
                }
            }
            return items.isEmpty() ? name + " is an empty list" : null;
        }
        return null;
    }

    private static String blankEntry(String name, Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> {
                    String key = blank("a key of " + name, entry.getKey());
                    return key == null ? blank(name + "." + entry.getKey(), entry.getValue()) : key;
                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A value as a message quotes it: on one line, and cut off where it is long. */
    static String shown(Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
    }

    private static String kind(Object value) {
        if (value instanceof CharSequence) {
            return " (a text)";
        }
        if (value instanceof Boolean) {
            return " (a truth value)";
        }
        if (value instanceof Number) {
            return " (a number)";
        }
        return value instanceof Map ? " (a map)" : value instanceof Collection ? " (a list)" : "";
    }
}
