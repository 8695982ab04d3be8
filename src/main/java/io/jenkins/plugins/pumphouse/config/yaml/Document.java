package io.jenkins.plugins.pumphouse.config.yaml;

import io.jenkins.plugins.pumphouse.config.Configuration;
import java.io.StringReader;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A YAML text as a tree of nodes that remember their place. Nothing is ever constructed from it: the sections read the
 * nodes themselves, so no tag can name a class, and a value is what its author typed ({@code 0123} stays {@code 0123}).
 */
public final class Document {
    /** Levels; the deepest that the file knows is 6. */
    private static final int MAX_DEPTH = 20;

    /** Repeated collections ({@code *anchor}); the original's inventory has half a dozen for each host. */
    private static final int MAX_ALIASES = 10_000;

    /**
     * SnakeYAML's problems in words for who writes the file. Its own words and snippets are never passed on: they quote
     * the file, and what stands there may be a password that lacked quotes.
     */
    private static final Map<String, String> IN_OUR_WORDS = Map.ofEntries(
            Map.entry("found character '\\t", "a tab; YAML is indented with spaces only"),
            Map.entry(
                    "mapping values are not allowed",
                    "a second \":\" in one line or a wrong indentation; put a value that contains \": \" in quotes"),
            Map.entry("could not find expected ':'", "a key without \":\""),
            Map.entry("found undefined alias", "a value that starts with \"*\"; put it in quotes"),
            Map.entry("found undefined tag handle", "a value that starts with \"!\"; put it in quotes"),
            Map.entry(
                    "but found another document",
                    "a second document starts at this line; the file must hold one, so take the line \"---\" out"),
            Map.entry("expected <block end>", "the indentation does not fit to the lines above"),
            Map.entry("found unexpected end of stream", "a quote is opened and never closed"),
            Map.entry("Global tag is not allowed", "a value that starts with \"!!\"; put it in quotes"));

    private Document() {}

    /**
     * The root of the only document in the text, or null if the text holds none (empty, or comments only).
     *
     * @throws ConfigurationException if the text is no YAML or too large, with the place
     */
    public static Node compose(String file, String text) {
        if (text.length() > Configuration.MAX_LENGTH) {
            throw mistake(
                    file,
                    null,
                    "is larger than " + Configuration.MAX_LENGTH / 1024
                            + " KiB, so it is hardly a configuration; check its path");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Configuration.MAX_LENGTH);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowRecursiveKeys(false);
        try {
            DumperOptions unused = new DumperOptions();
            Node root = new Yaml(new SafeConstructor(options), new Representer(unused), unused, options)
                    .compose(new StringReader(text));
            return root == null ? null : withoutChains(file, root);
        } catch (MarkedYAMLException e) {
            throw mistake(file, Position.of(e.getProblemMark()), words(e.getProblem()));
        } catch (ReaderException e) {
            throw mistake(
                    file,
                    position(text, e.getPosition()),
                    String.format(
                            "character U+%04X is not allowed in YAML; save the file as UTF-8 text", e.getCodePoint()));
        } catch (YAMLException e) {
            // The limits have no mark; their messages hold numbers only.
            throw mistake(file, null, "is nested too deeply or repeats too many parts by \"*\"; write it plainly");
        }
    }

    private static Node withoutChains(String file, Node root) {
        MergeDepth.tooDeep(root).ifPresent(map -> {
            throw mistake(
                    file,
                    Position.of(map.getStartMark()),
                    "merges maps (\"<<\") that merge others, more than " + MergeDepth.MOST
                            + " in a row; write it plainly");
        });
        return root;
    }

    private static String words(String problem) {
        return IN_OUR_WORDS.entrySet().stream()
                .filter(e -> problem != null && problem.startsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("is not valid YAML at this place; put a value with special characters in quotes");
    }

    private static Position position(String text, int codePointIndex) {
        int end = text.offsetByCodePoints(0, Math.min(codePointIndex, text.codePointCount(0, text.length())));
        String before = text.substring(0, end);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Position(line, 1 + before.length() - (before.lastIndexOf('\n') + 1));
    }

    private static ConfigurationException mistake(String file, Position position, String message) {
        Mistakes mistakes = new Mistakes(file);
        mistakes.add(position, message);
        return new ConfigurationException(mistakes.inOrder());
    }
}
