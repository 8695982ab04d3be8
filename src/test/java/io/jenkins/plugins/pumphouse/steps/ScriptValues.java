package io.jenkins.plugins.pumphouse.steps;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.GStringImpl;

/** Every kind of value that a script can give to a step, and what each type of parameter takes of them. */
final class ScriptValues {
    /** What a script may say, by a word for it. */
    private static final Map<String, Object> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("null", null);
        VALUES.put("blank", "");
        VALUES.put("blanks", " \t\n ");
        VALUES.put("blank GString", new GStringImpl(new Object[] {""}, new String[] {"", ""}));
        VALUES.put("no items", List.of());
        VALUES.put("blank item", List.of(" "));
        VALUES.put("null item", Arrays.asList("web-1", null));
        VALUES.put("no entries", Map.of());
        VALUES.put("blank entry", Map.of("tcp", ""));
        VALUES.put("null entry", Collections.singletonMap("tcp", null));
        VALUES.put("entry without items", Map.of("tcp", List.of()));
        VALUES.put("entry with a blank item", Map.of("tcp", Arrays.asList(22, " ")));
        VALUES.put("entry without a key", Map.of("", "22"));
        VALUES.put("no array", new String[0]);
        VALUES.put("yes", "yes");
        VALUES.put("true as text", "true");
        VALUES.put("true", true);
        VALUES.put("text", "web-1");
        VALUES.put("GString", new GStringImpl(new Object[] {1}, new String[] {"web-", ""}));
        VALUES.put("lines", "web-1\nweb-2\n");
        VALUES.put("number", 3);
        VALUES.put("number as text", " 3\n");
        VALUES.put("large number", new BigInteger("36893488147419103232"));
        VALUES.put("fraction", new BigDecimal("2.5"));
        VALUES.put("list", List.of("web-1", "web-2"));
        VALUES.put("list of GStrings", List.of(new GStringImpl(new Object[] {1}, new String[] {"web-", ""})));
        VALUES.put("list of numbers", List.of(22, 80));
        VALUES.put("list of lists", List.of(List.of("web-1")));
        VALUES.put("list of maps", List.of(Map.of("name", "web-1")));
        VALUES.put("list of truth", List.of(true));
        VALUES.put("array", new String[] {"web-1", "web-2"});
        VALUES.put("map", Map.of("tcp", 22));
        VALUES.put("map of maps", Map.of("tcp", Map.of("port", 22)));
        VALUES.put("object", new Object());
    }

    private static final Map<String, Object> LISTS = Map.ofEntries(
            Map.entry("yes", List.of("yes")),
            Map.entry("true as text", List.of("true")),
            Map.entry("text", List.of("web-1")),
            Map.entry("GString", List.of("web-1")),
            Map.entry("lines", List.of("web-1", "web-2")),
            Map.entry("number", List.of("3")),
            Map.entry("number as text", List.of("3")),
            Map.entry("list", List.of("web-1", "web-2")),
            Map.entry("list of GStrings", List.of("web-1")),
            Map.entry("list of numbers", List.of("22", "80")),
            Map.entry("array", List.of("web-1", "web-2")));

    /** What becomes of those that are not refused, by the type of the parameter. */
    private static final Map<ArgumentType, Map<String, Object>> BOUND = Map.of(
            ArgumentType.TEXT,
            Map.of(
                    "yes", "yes",
                    "true as text", "true",
                    "text", "web-1",
                    "GString", "web-1",
                    "number", "3",
                    "number as text", "3"),
            ArgumentType.LINES,
            Map.of(
                    "yes", "yes",
                    "true as text", "true",
                    "text", "web-1",
                    "GString", "web-1",
                    "lines", "web-1\nweb-2",
                    "number", "3",
                    "number as text", "3"),
            ArgumentType.FLAG,
            Map.of("true as text", true, "true", true),
            ArgumentType.NUMBER,
            Map.of("number", 3, "number as text", 3),
            ArgumentType.NAMES,
            LISTS,
            ArgumentType.SETTINGS,
            with(LISTS, "map", List.of("tcp: 22")));

    private ScriptValues() {}

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return more;
    }

    static Map<String, Object> all() {
        return Collections.unmodifiableMap(VALUES); // one of them is null
    }

    /** What becomes of those that a parameter of that type takes; it refuses all others. */
    static Map<String, Object> bound(ArgumentType type) {
        return BOUND.get(type);
    }
}
