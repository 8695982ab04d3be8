package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;

/** Every text of a view is in properties, in English, German and French. */
public class ViewLanguagesTest {
    /** Of the plugin in Jenkins' list of plugins, where it stands beside those of others. */
    private static final Path DESCRIPTION = ProjectFiles.RESOURCES.resolve("index.jelly");

    private static final Pattern KEY = Pattern.compile("\\$\\{%([^}]+)\\}");

    /** Text between two tags that is no expression and has letters. */
    private static final Pattern PLAIN_TEXT = Pattern.compile(">([^<>$]*\\p{L}{2,}[^<>$]*)<");

    @Test
    public void everyKeyOfAViewIsTranslated() {
        assertThat(views()).isNotEmpty().allSatisfy(view -> {
            for (String language : List.of("", "_de", "_fr")) {
                assertThat(properties(view, language).stringPropertyNames())
                        .as("keys of %s in \"%s\"", view, language)
                        .containsExactlyInAnyOrderElementsOf(keys(view));
                assertThat(properties(view, language).values())
                        .as("texts of %s in \"%s\"", view, language)
                        .doesNotContain("");
            }
        });
    }

    /** Stapler takes every text for a pattern of MessageFormat, which swallows a single apostrophe. */
    @Test
    public void everyTextIsShownAsItIsWritten() {
        assertThat(views()).allSatisfy(view -> {
            for (String language : List.of("", "_de", "_fr")) {
                assertThat(properties(view, language).values())
                        .as("texts of %s in \"%s\"", view, language)
                        .allSatisfy(text -> assertThat(new MessageFormat(text.toString()).format(new Object[0]))
                                .isEqualTo(text.toString()));
            }
        });
    }

    @Test
    public void noTranslationIsLeftOfAViewThatIsGone() {
        assertThat(ProjectFiles.below(ProjectFiles.RESOURCES, ".*\\.properties"))
                .filteredOn(file -> !file.getFileName().toString().startsWith("Messages")) // of code
                .allSatisfy(
                        file -> assertThat(Path.of(file.toString().replaceFirst("(_de|_fr)?\\.properties$", ".jelly")))
                                .exists());
    }

    /** Names of files and keys of a program are the same in every language. */
    @Test
    public void noViewHasATextOfItsOwn() {
        assertThat(views())
                .filteredOn(view -> !view.equals(DESCRIPTION))
                .allSatisfy(view -> assertThat(PLAIN_TEXT
                                .matcher(ProjectFiles.text(view))
                                .results()
                                .map(text -> text.group(1).strip())
                                .filter(text -> !text.matches("[a-z]+\\.(html|json|xml|csv)")))
                        .as(view.toString())
                        .isEmpty());
    }

    private static Set<String> keys(Path view) {
        return KEY.matcher(ProjectFiles.text(view))
                .results()
                .map(key -> key.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties properties(Path view, String language) {
        return keys(view).isEmpty()
                ? new Properties()
                : ProjectFiles.texts(Path.of(view.toString().replaceFirst("\\.jelly$", language + ".properties")));
    }

    private static List<Path> views() {
        return ProjectFiles.below(ProjectFiles.RESOURCES, ".*\\.jelly");
    }
}
