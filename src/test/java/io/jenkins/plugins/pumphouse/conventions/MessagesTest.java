package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.After;
import org.junit.Test;
import org.jvnet.localizer.LocaleProvider;

/** Every text of a form or page that code shows is in properties, in English, German and French. */
public class MessagesTest {
    private static final List<String> LANGUAGES = List.of("", "_de", "_fr");
    private static final Pattern KEY = Pattern.compile("\"((?:form|page|monitor|choice|check)\\.[\\w.]+)\"");

    /** A literal where Jenkins shows what it gets, but for a name that is the same in every language. */
    private static final Pattern SHOWN = Pattern.compile("(?:items\\.add\\(\\s*|getDisplayName\\(\\) \\{\\s*return "
            + "|FormValidation\\s*\\.(?:ok|warning|error)(?:WithMarkup)?\\(\\s*)\"(?!\"|Pumphouse\")");

    private final LocaleProvider former = LocaleProvider.getProvider();

    @After
    public void speakAsBefore() {
        LocaleProvider.setProvider(former);
    }

    @Test
    public void everyTextIsInThreeLanguages() {
        for (String language : LANGUAGES) {
            assertThat(texts(language).stringPropertyNames())
                    .as("keys of Messages%s.properties", language)
                    .isEqualTo(keysOfTheCode());
            assertThat(texts(language).values()).doesNotContain("");
        }
    }

    /** A single apostrophe would hide what stands behind it. */
    @Test
    public void everyTextShowsAllItsWordsAndTheSameValues() {
        Object[] values = {"A", "B"};
        for (String key : keysOfTheCode()) {
            for (String language : LANGUAGES) {
                String text = texts(language).getProperty(key);
                assertThat(new MessageFormat(text).format(values))
                        .as(key + language)
                        .isEqualTo(text.replace("{0}", "A").replace("{1}", "B"));
                assertThat(text.contains("{0}") + " " + text.contains("{1}"))
                        .as("values of " + key + language)
                        .isEqualTo(texts("").getProperty(key).contains("{0}") + " "
                                + texts("").getProperty(key).contains("{1}"));
            }
        }
    }

    @Test
    public void noTextOfAFormStandsInTheCode() {
        assertThat(sources())
                .allSatisfy(source -> assertThat(SHOWN.matcher(ProjectFiles.text(source))
                                .results()
                                .map(MatchResult::group))
                        .as(source.toString())
                        .isEmpty());
    }

    @Test
    public void whoReadsItGetsItInTheirLanguageAndElseInEnglish() {
        assertThat(in(Locale.GERMANY, "choice.wiring.none")).isEqualTo("nicht nötig");
        assertThat(in(Locale.CANADA_FRENCH, "choice.wiring.none")).isEqualTo("pas nécessaire");
        assertThat(in(Locale.ENGLISH, "choice.wiring.none")).isEqualTo("not needed");
        assertThat(in(Locale.JAPAN, "check.time", "late"))
                .isEqualTo("\"late\" is no time of the day. Write it like 06:00.");
    }

    private static String in(Locale locale, String key, Object... values) {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return locale;
            }
        });
        return Messages.text(key, values);
    }

    private static Set<String> keysOfTheCode() {
        Set<String> keys = new TreeSet<>();
        StepDescriptor.all().stream()
                .filter(PumpDescriptor.class::isInstance)
                .forEach(step -> keys.add("step." + step.getFunctionName()));
        keys.addAll(wordsOfReports());
        sources()
                .forEach(source -> KEY.matcher(ProjectFiles.text(source))
                        .results()
                        .map(key -> key.group(1))
                        .forEach(keys::add));
        return keys;
    }

    /** Computed keys: every outcome, need, phase and status that a report may have. */
    private static Set<String> wordsOfReports() {
        Set<String> keys = new TreeSet<>(Set.of("phase.end.done"));
        for (Outcome.End end : Outcome.End.values()) {
            keys.add("outcome." + end.word());
        }
        for (String end : List.of("created", "reused", "updated", "deleted", "restored", "skipped")) {
            keys.add("outcome.would." + end);
        }
        Stream.of(FitRow.State.values()).forEach(state -> keys.add("fit." + state.word()));
        Stream.of(HostState.Status.values())
                .forEach(status -> keys.add("status." + status.name().toLowerCase(Locale.ROOT)));
        Stream.of(Phase.values()).forEach(phase -> keys.add("phase." + phase.word()));
        return keys;
    }

    private static Properties texts(String language) {
        return ProjectFiles.texts(
                Path.of("src/main/resources/io/jenkins/plugins/pumphouse/Messages" + language + ".properties"));
    }

    private static List<Path> sources() {
        return Stream.of("steps", "settings", "report")
                .map(room -> Path.of("src/main/java/io/jenkins/plugins/pumphouse", room))
                .flatMap(room -> ProjectFiles.below(room, ".*\\.java").stream())
                .toList();
    }
}
