package io.jenkins.plugins.pumphouse.config.yaml;

import io.jenkins.plugins.pumphouse.config.yaml.ScalarForm.Unfit;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms of single values that the sections of the file are declared with. */
public final class Scalars {
    /**
     * A name that can be part of a mark on an object of any service: Neutron's and Keystone's tags take neither "/" nor
     * ",".
     */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*(s|m|h)?");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3600);

    /** YAML 1.1 knows more ways to say so; these are the ones that people write. */
    private static final Map<String, Boolean> FLAGS =
            Map.of("true", true, "yes", true, "on", true, "false", false, "no", false, "off", false);

    public static final Form<String> TEXT = new ScalarForm<>("text", Scalars::oneLine);

    public static final Form<String> NAME_ON_TARGET = new ScalarForm<>("a name or id on the target", Scalars::oneLine);

    public static final Form<String> SECRET = ScalarForm.secret("text", Scalars::oneLine);

    public static final Form<String> CLOUD_NAME =
            new ScalarForm<>("a name of letters, digits, \".\", \"_\" and \"-\" (at most 63)", text -> {
                if (!NAME.matcher(text).matches()) {
                    throw new Unfit();
                }
                return text;
            });

    public static final Form<String> PATH =
            new ScalarForm<>("the path of a file relative to the configuration", Scalars::oneLine);

    public static final Form<Boolean> FLAG = new ScalarForm<>(
            "true or false",
            text -> {
                Boolean value = FLAGS.get(text.toLowerCase(Locale.ROOT));
                if (value == null) {
                    throw new Unfit();
                }
                return value;
            },
            Schema.words("true or false", Stream.of("true", "false", "yes", "no", "on", "off")));

    public static final Form<String> URL = new ScalarForm<>("a URL such as http://10.0.0.1:5000/v3", Scalars::url);

    private Scalars() {}

    /** A time of at least a second: {@code 30s}, {@code 5m}, {@code 1h}, or a number of seconds. */
    public static Form<Duration> time(Duration longest) {
        String allowed = "a time such as 30s or 5m, or a number of seconds (1 to " + longest.toSeconds() + ")";
        return new ScalarForm<>(allowed, text -> {
            Matcher time = TIME.matcher(text.toLowerCase(Locale.ROOT));
            if (!time.matches()) {
                throw new Unfit();
            }
            Duration value = Duration.ofSeconds(
                    Long.parseLong(time.group(1)) * SECONDS.get(time.group(2) == null ? "s" : time.group(2)));
            if (value.isZero() || value.compareTo(longest) > 0) {
                throw new Unfit();
            }
            return value;
        });
    }

    /** One of several words, whatever their case. */
    public static <T> Form<T> oneOf(Map<String, T> values, List<String> shown) {
        String allowed = "one of " + String.join(", ", shown);
        return new ScalarForm<>(
                allowed,
                text -> {
                    T value = values.get(text.toLowerCase(Locale.ROOT));
                    if (value == null) {
                        throw new Unfit();
                    }
                    return value;
                },
                Schema.words(
                        allowed,
                        Stream.concat(shown.stream(), values.keySet().stream().sorted())));
    }

    private static String oneLine(String text) throws Unfit {
        // A block scalar ("|") ends with a line break that nobody meant.
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw new Unfit("it has more than one line or control characters");
        }
        return line;
    }

    private static String url(String text) throws Unfit {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // The syntax error quotes the URL, which may hold a password, so none of its words is told.
            throw text.contains("@") ? withUser() : new Unfit();
        }
        if (uri.getRawUserInfo() != null
                || uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw withUser();
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw text.contains("@") ? withUser() : new Unfit();
        }
        if (uri.getHost() == null) {
            throw uri.getRawAuthority() != null && uri.getRawAuthority().contains("_")
                    ? new Unfit("host names with \"_\" are not allowed in URLs, use another name or the address")
                    : new Unfit();
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new Unfit("leave out what follows \"?\" or \"#\"");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new Unfit("there is no port " + uri.getPort());
        }
        return text;
    }

    private static Unfit withUser() {
        return new Unfit("user name and password have keys of their own, take them out of the URL");
    }
}
