package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.Test;

/**
 * Every help is in English, German and French, and the three say the same of the same things: what a change of the
 * English one adds fails until both others have it. Jenkins looks for {@code help-field_de.html} beside
 * {@code help-field.html}, in the order of the browser's languages.
 */
public class HelpLanguagesTest {
    private static final List<String> TRANSLATIONS = List.of("_de", "_fr");

    private static final Pattern BLOCK = Pattern.compile("(?s)<(p|pre)>.*?</\\1>");
    private static final Pattern TAG = Pattern.compile("</?[a-z]+");
    private static final Pattern CODE = Pattern.compile("(?s)<code>(.*?)</code>|<pre>(.*?)</pre>");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Test
    public void everyHelpIsTranslated() {
        assertThat(helps())
                .isNotEmpty()
                .allSatisfy(help -> TRANSLATIONS.forEach(
                        language -> assertThat(translation(help, language)).exists()));
    }

    @Test
    public void everyTranslationHasTheSameTagsInTheSameOrder() {
        forEachTranslation(texts -> assertThat(found(TAG, texts.translated()))
                .as(texts.name())
                .containsExactlyElementsOf(found(TAG, texts.english())));
    }

    /** The order within a paragraph is the language's own. */
    @Test
    public void everyTranslationNamesTheSameCodeInEachParagraph() {
        forEachTranslation(texts -> assertThat(paragraphs(texts.translated(), HelpLanguagesTest::codes))
                .as(texts.name())
                .isEqualTo(paragraphs(texts.english(), HelpLanguagesTest::codes)));
    }

    @Test
    public void everyTranslationHasTheSameNumbersInEachParagraph() {
        forEachTranslation(texts -> assertThat(paragraphs(texts.translated(), HelpLanguagesTest::numbers))
                .as(texts.name())
                .isEqualTo(paragraphs(texts.english(), HelpLanguagesTest::numbers)));
    }

    /** Without its code no paragraph is a copy of the English one. */
    @Test
    public void noTranslationIsACopyOfTheEnglishText() {
        forEachTranslation(texts -> {
            List<String> english = paragraphs(texts.english(), HelpLanguagesTest::words);
            List<String> translated = paragraphs(texts.translated(), HelpLanguagesTest::words);
            for (int i = 0; i < Math.min(english.size(), translated.size()); i++) {
                assertThat(translated.get(i))
                        .as(texts.name() + ", paragraph " + (i + 1))
                        .satisfiesAnyOf(
                                words -> assertThat(words).isEmpty(),
                                words -> assertThat(english).doesNotContain(words));
            }
        });
    }

    @Test
    public void noTranslationIsLeftOfAHelpThatIsGone() {
        assertThat(ProjectFiles.below(ProjectFiles.RESOURCES, "help.*_(de|fr)\\.html"))
                .allSatisfy(file -> assertThat(Path.of(file.toString().replaceFirst("_(de|fr)\\.html$", ".html")))
                        .exists());
    }

    @Test
    public void aParagraphThatLacksAnArgumentOrAValueIsFound() {
        String english = "<div><p>Seconds for <code>poll</code>, from 1. Default: <code>15</code></p></div>";
        String german = "<div><p>Sekunden für <code>poll</code>, ab 1. Vorgabe: 15</p></div>";

        assertThat(found(TAG, german)).isNotEqualTo(found(TAG, english));
        assertThat(paragraphs(german, HelpLanguagesTest::codes))
                .isNotEqualTo(paragraphs(english, HelpLanguagesTest::codes));
        assertThat(paragraphs(german, HelpLanguagesTest::numbers))
                .isNotEqualTo(paragraphs(english, HelpLanguagesTest::numbers));
    }

    /** @param name the file of the translation */
    private record Texts(String name, String english, String translated) {}

    private static void forEachTranslation(Consumer<Texts> check) {
        Map<String, Texts> all = new TreeMap<>();
        for (Path help : helps()) {
            for (String language : TRANSLATIONS) {
                Path file = translation(help, language);
                if (Files.exists(file)) { // else everyHelpIsTranslated says it
                    all.put(
                            file.toString(),
                            new Texts(file.toString(), ProjectFiles.text(help), ProjectFiles.text(file)));
                }
            }
        }
        assertThat(all.values()).isNotEmpty().allSatisfy(check);
    }

    private interface Content {
        String of(String paragraph);
    }

    /** The paragraphs and examples; of a help without any, its one text. */
    private static List<String> paragraphs(String html, Content content) {
        List<String> blocks =
                BLOCK.matcher(html).results().map(MatchResult::group).toList();
        return (blocks.isEmpty() ? List.of(html) : blocks)
                .stream().map(content::of).toList();
    }

    private static String codes(String paragraph) {
        return String.join(
                "\n",
                CODE.matcher(paragraph)
                        .results()
                        .map(code -> code.group(1) == null ? code.group(2) : code.group(1))
                        .map(code -> code.replaceAll("\\s+", " "))
                        .sorted()
                        .toList());
    }

    private static String numbers(String paragraph) {
        String[] numbers = found(NUMBER, CODE.matcher(paragraph).replaceAll("")).toArray(String[]::new);
        Arrays.sort(numbers);
        return String.join(" ", numbers);
    }

    private static String words(String paragraph) {
        return CODE.matcher(paragraph)
                .replaceAll("")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    private static List<Path> helps() {
        return ProjectFiles.below(ProjectFiles.RESOURCES, "help[^/]*\\.html").stream()
                .filter(file -> !file.toString().matches(".*_(de|fr)\\.html"))
                .toList();
    }

    private static Path translation(Path help, String language) {
        return Path.of(help.toString().replaceFirst("\\.html$", language + ".html"));
    }
}
