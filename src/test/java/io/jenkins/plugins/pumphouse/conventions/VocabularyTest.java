package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.conventions.UserTexts.Text;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * One word for one thing, as docs/glossary.md has it, in every text that a user may see: the texts in the code, help,
 * forms, documents, examples; and in every comment of the code.
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
            + "|troubleshooting|docs/messages|docs/adr/000[45]|CONTRIBUTING|ARCHITECTURE|config/host/InventoryReader");

    private static final List<Rule> RULES = List.of(
            new Rule("on the source, on the target, in this file", "\\bhere\\b"),
            new Rule(
                    "on the source, on the target, in it",
                    "(?<!\\b(?:is|are|was|were|be|whether|if) )\\bthere\\b"
                            + "(?! (?:is|are|was|were|be|can be|may be|must be|has been)\\b)(?! ?$)"),
            new Rule(
                    "server, host, or the agent or controller",
                    "\\bmachines?\\b",
                    path -> !OF_MACHINES.matcher(path).find()),
            new Rule("server", "\\bguests?\\b"),
            new Rule("server", "(?<![\\w.{`>#-])instances?\\b(?!['\":.)`<, ])"),
            new Rule(
                    "project",
                    "(?<!@param )\\btenants?\\b[^.;:`]{0,40}\\bprojects?\\b(?!\\))",
                    path -> path.endsWith(".java")),
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
            new Allowed("ServerDemand.java", "compute instances", "a quota, as Nova's limits call it"),
            new Allowed("DashboardLinks.java", "/instances/{id}/", "a path of Horizon"),
            new Allowed("KeypairSelection.java", "Leave out tenant or user", "arguments of the step"),
            new Allowed("ImageType.java", "killed", "a status of Glance"),
            new Allowed("docs/messages.md", "There …", "\"is\" or \"are\" follows"),
            new Allowed("docs/concepts.md", "that is killed (`kill -9`", "the signal"),
            new Allowed("docs/ARCHITECTURE.md", "killed and not", "a test that sends the signal"),
            new Allowed("docs/ARCHITECTURE.md", "save, kill", "a test that sends the signal"),
            new Allowed("docs/dependencies.md", "saved, killed and resumed", "a test that ends a JVM"),
            new Allowed("docs/dependencies.md", "Brought by Jenkins", "a heading of Maven's scopes"));

    @Test
    public void everyTextUsesTheWordsOfTheGlossary() {
        assertThat(UserTexts.all().stream().flatMap(VocabularyTest::mistakes)).isEmpty();
    }

    @Test
    public void everyCommentOfTheCodeUsesTheWordsOfTheGlossary() {
        assertThat(UserTexts.comments().stream().flatMap(VocabularyTest::mistakes))
                .isEmpty();
    }

    @Test
    public void everyExceptionIsStillNeeded() {
        List<Text> texts = Stream.concat(UserTexts.all().stream(), UserTexts.comments().stream())
                .toList();

        assertThat(ALLOWED)
                .allSatisfy(allowed -> assertThat(texts)
                        .anyMatch(text -> text.path().endsWith(allowed.path())
                                && text.words().contains(allowed.text())));
    }

    @Test
    public void aTextOfSeveralLiteralsIsReadAsOne() {
        assertThat(UserTexts.literals(
                        "a.java", "say(\"it is\" // why\n  + \" there, and\"\n + x + \" stays here\"); // not here"))
                .extracting(Text::words)
                .containsExactly("it is there, and", " stays here");
    }

    @Test
    public void aForbiddenWordIsFoundWithWhatToSayInstead() {
        assertThat(mistakes(new Text("x/Y.java", "the guest of db-1")))
                .containsExactly("x/Y.java: \"guest\" in \"the guest of db-1\"; say: server");
    }

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
}
