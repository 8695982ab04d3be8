package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * One word for one thing, as docs/glossary.md has it, in every text that a user may see: the texts in the code, help,
 * forms, documents, examples.
 */
public class VocabularyTest {

    /**
     * Words that no text has.
     *
     * @param say what to write instead
     * @param where the files for which it holds
     */
    private record Rule(String say, Pattern not, Predicate<String> where) {
        Rule(String say, String not) {
            this(say, not, path -> true);
        }

        Rule(String say, String not, Predicate<String> where) {
            this(say, Pattern.compile(not, Pattern.CASE_INSENSITIVE), where);
        }
    }

    /** A text that a rule forbids and that is right as it is. */
    private record Allowed(String path, String text, String why) {}

    /** What is behind a BMC, or registers with Fuel, is a machine until it is known which host it is. */
    private static final Pattern OF_MACHINES = Pattern.compile("/host/|hosts|docs/configuration\\.md|glossary|CHANGELOG"
            + "|docs/adr/000[45]|CONTRIBUTING|ARCHITECTURE|config/host/InventoryReader");

    private static final List<Rule> RULES = List.of(
            new Rule("on the source, on the target, in this file", "\\bhere\\b"),
            new Rule(
                    "on the source, on the target, in it",
                    "(?<!\\b(?:is|are|was|were|be|whether|if) )\\bthere\\b"
                            + "(?! (?:is|are|was|were|be|can be|may be|has been)\\b)(?! ?$)"),
            new Rule(
                    "server, host, or the agent or controller",
                    "\\bmachines?\\b",
                    path -> !OF_MACHINES.matcher(path).find()),
            new Rule("server", "\\bguests?\\b"),
            new Rule("server", "(?<![\\w.{`>-])instances?\\b(?!['\":.)`<, ])"),
            new Rule("project", "\\btenants?\\b[^.;:`]{0,40}\\bprojects?\\b(?!\\))", path -> path.endsWith(".java")),
            new Rule("marked, created by Pumphouse", "\\bours\\b|mark of a migration|without our mark"),
            new Rule("interrupted, resumes", "\\bkilled\\b|\\bgo(?:es|ing)? on with\\b|\\bgoes on from\\b"),
            new Rule("report, outcome, state", "\\bwhat became of\\b|\\bfate of\\b"),
            new Rule("temporary", "\\blent\\b|\\bloans?\\b|\\bborrow\\w*"),
            new Rule("wiring, VLAN of a port", "\\bmemory of (?:a|the) wiring\\b"),
            new Rule("blocked by, reason", "\\bobstacles?\\b|\\bstands? against\\b|\\bspeaks? against\\b"),
            new Rule("phase, phase run", "\\bspells?\\b"),
            new Rule("what is left, leftover", "\\bremnants?\\b"),
            new Rule("migrated", "\\bbrought by (?:the )?migration\\b"),
            new Rule("ready to release", "\\bmay go\\b"),
            new Rule("anyone who, everything that", "\\bwhoever\\b"));

    private static final List<Allowed> ALLOWED = List.of(
            new Allowed("ServerType.java", "compute instances", "a quota, as Nova's limits call it"),
            new Allowed("config.jelly", "${%Instances}", "the argument of this name"),
            new Allowed("KeypairType.java", "Leave out tenant or user", "arguments of the step"),
            new Allowed("ImageType.java", "killed", "a status of Glance"),
            new Allowed("README.md", "that is killed (`kill -9`", "the signal"),
            new Allowed("docs/ARCHITECTURE.md", "killed and not", "a test that sends the signal"),
            new Allowed("docs/ARCHITECTURE.md", "save, kill", "a test that sends the signal"),
            new Allowed("docs/dependencies.md", "saved, killed and resumed", "a test that ends a JVM"),
            new Allowed("docs/dependencies.md", "Brought by Jenkins", "a heading of Maven's scopes"));

    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\\\n])++'|(\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\")",
            Pattern.DOTALL);

    @Test
    public void everyTextUsesTheWordsOfTheGlossary() {
        assertThat(texts().stream().flatMap(VocabularyTest::mistakes)).isEmpty();
    }

    @Test
    public void everyExceptionIsStillNeeded() {
        List<Text> texts = texts();

        assertThat(ALLOWED)
                .allSatisfy(allowed -> assertThat(texts)
                        .anyMatch(text -> text.path().endsWith(allowed.path())
                                && text.words().contains(allowed.text())));
    }

    @Test
    public void aTextOfSeveralLiteralsIsReadAsOne() {
        assertThat(literals(
                        "a.java", "say(\"it is\" // why\n  + \" there, and\"\n + x + \" stays here\"); // not here"))
                .extracting(Text::words)
                .containsExactly("it is there, and", " stays here");
    }

    @Test
    public void aForbiddenWordIsFoundWithWhatToSayInstead() {
        assertThat(mistakes(new Text("x/Y.java", "the guest of db-1")))
                .containsExactly("x/Y.java: \"guest\" in \"the guest of db-1\"; say: server");
    }

    /** @param words without what is computed between */
    private record Text(String path, String words) {}

    private static Stream<String> mistakes(Text text) {
        String words = ALLOWED.stream()
                .filter(allowed -> text.path().endsWith(allowed.path()))
                .reduce(text.words(), (left, allowed) -> left.replace(allowed.text(), ""), (a, b) -> a);
        return RULES.stream()
                .filter(rule -> rule.where().test(text.path()))
                .flatMap(rule -> rule.not()
                        .matcher(words)
                        .results()
                        .map(found -> text.path() + ": \"" + found.group() + "\" in \"" + words.strip() + "\"; say: "
                                + rule.say()));
    }

    private static List<Text> texts() {
        List<Text> texts = new ArrayList<>();
        for (String path : files()) {
            if (path.endsWith(".java")) {
                texts.addAll(literals(path, read(path)));
            } else {
                read(path).lines().map(line -> new Text(path, line)).forEach(texts::add);
            }
        }
        assertThat(texts).hasSizeGreaterThan(3000);
        return texts;
    }

    /** The texts of a source, parts that are joined by a plus sign as one. */
    private static List<Text> literals(String path, String source) {
        List<Text> texts = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        int[] end = {-1};
        TOKEN.matcher(source).results().forEach(token -> {
            if (token.group(1) == null) {
                return;
            }
            String between = end[0] < 0 ? "" : source.substring(end[0], token.start());
            if (!between.replaceAll("//[^\\n]*", "").strip().equals("+")) {
                flush(path, joined, texts);
            }
            joined.append(token.group(1), 1, token.group(1).length() - 1);
            end[0] = token.end();
        });
        flush(path, joined, texts);
        return texts;
    }

    private static void flush(String path, StringBuilder joined, List<Text> texts) {
        if (!joined.isEmpty()) {
            texts.add(new Text(path, joined.toString().replace("\\\"", "\"")));
            joined.setLength(0);
        }
    }

    private static Set<String> files() {
        Set<String> files = new TreeSet<>();
        for (String root : List.of("src/main/java", "src/main/resources", "docs", "examples")) {
            try (Stream<Path> all = Files.walk(Path.of(root))) {
                files.addAll(all.map(Path::toString)
                        .filter(path -> path.matches(".*\\.(java|html|jelly|properties|md|yaml)|.*Jenkinsfile"))
                        .collect(Collectors.toSet()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        files.addAll(List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"));
        return files;
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
