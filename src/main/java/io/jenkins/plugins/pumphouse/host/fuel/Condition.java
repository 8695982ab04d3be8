package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A condition of Fuel's language of restrictions: comparisons of settings, joined by {@code and}, {@code or},
 * {@code not} and parentheses (fuel-web, {@code expression/parser.py}). What it speaks of and nobody knows leaves it
 * undecided.
 */
final class Condition {
    private static final Pattern TOKEN = Pattern.compile("\\(|\\)|==|!=|'[^']*'|\"[^\"]*\"|[^\\s()=!'\"]+");
    /** Conditions of releases have some dozen words; nesting is bounded by this. */
    private static final int LONGEST = 2000;

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, JsonNode> models;
    private int next;

    private Condition(String text, Map<String, JsonNode> models) {
        this.models = models;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
    }

    /** Whether it holds; empty where that cannot be known. */
    static Optional<Boolean> holds(String text, Map<String, JsonNode> models) {
        if (text.isBlank() || text.length() > LONGEST) {
            return Optional.empty();
        }
        Condition condition = new Condition(text, models);
        Optional<Boolean> holds = condition.either();
        return condition.next == condition.tokens.size() ? holds : Optional.empty();
    }

    private Optional<Boolean> either() {
        Optional<Boolean> left = both();
        while (takes("or")) {
            Optional<Boolean> right = both();
            left = left.equals(Optional.of(true)) || right.equals(Optional.of(true))
                    ? Optional.of(true)
                    : left.isEmpty() || right.isEmpty() ? Optional.empty() : Optional.of(false);
        }
        return left;
    }

    private Optional<Boolean> both() {
        Optional<Boolean> left = not();
        while (takes("and")) {
            Optional<Boolean> right = not();
            left = left.equals(Optional.of(false)) || right.equals(Optional.of(false))
                    ? Optional.of(false)
                    : left.isEmpty() || right.isEmpty() ? Optional.empty() : Optional.of(true);
        }
        return left;
    }

    private Optional<Boolean> not() {
        if (takes("not")) {
            return not().map(value -> !value);
        }
        if (takes("(")) {
            Optional<Boolean> inner = either();
            return takes(")") ? inner : Optional.empty();
        }
        return comparison();
    }

    private Optional<Boolean> comparison() {
        JsonNode left = value();
        if (takes("==")) {
            return compared(left, value());
        }
        if (takes("!=")) {
            return compared(left, value()).map(same -> !same);
        }
        if (takes("in")) {
            JsonNode list = value();
            return list.isArray() && !left.isMissingNode()
                    ? Optional.of(
                            StreamSupport.stream(list.spliterator(), false).anyMatch(left::equals))
                    : Optional.empty();
        }
        return left.isBoolean() ? Optional.of(left.asBoolean()) : Optional.empty();
    }

    private static Optional<Boolean> compared(JsonNode left, JsonNode right) {
        return left.isMissingNode() || right.isMissingNode() ? Optional.empty() : Optional.of(left.equals(right));
    }

    private JsonNode value() {
        if (next >= tokens.size()) {
            return MissingNode.getInstance();
        }
        String token = tokens.get(next++);
        if (token.startsWith("'") || token.startsWith("\"")) {
            return TextNode.valueOf(token.substring(1, token.length() - 1));
        }
        if (token.matches("-?\\d{1,9}")) {
            return IntNode.valueOf(Integer.parseInt(token));
        }
        return switch (token) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "null" -> NullNode.getInstance();
            default -> path(token);
        };
    }

    /** Such as {@code settings:storage.volumes_lvm.value}; a question mark behind it makes what is missing null. */
    private JsonNode path(String token) {
        boolean optional = token.endsWith("?");
        String[] parts = (optional ? token.substring(0, token.length() - 1) : token).split(":", 2);
        JsonNode found =
                parts.length < 2 ? MissingNode.getInstance() : models.getOrDefault(parts[0], MissingNode.getInstance());
        for (String name : parts.length < 2 ? new String[0] : parts[1].split("\\.")) {
            found = found.path(name);
        }
        return optional && found.isMissingNode() && models.containsKey(parts[0]) ? NullNode.getInstance() : found;
    }

    private boolean takes(String token) {
        if (next < tokens.size() && tokens.get(next).equals(token)) {
            next++;
            return true;
        }
        return false;
    }
}
