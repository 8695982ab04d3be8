package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.pumphouse.steps.resource.PumpStep;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundSetter;

/** The README's table of steps against the steps, and its links against the files. */
public class ReadmeTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(pump\\w+)` \\|[^|]*\\|[^|]*\\|([^|]*)\\|$");
    private static final Pattern ARGUMENT = Pattern.compile("`(\\w+)(?::[^`]*)?`");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");

    private static final Pattern SECTION = Pattern.compile("]\\(((?:[^)#:]+\\.md)?)#([^)]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    /** What every step takes; the text below the table names them once. */
    private static final Set<String> COMMON = Set.of("config", "source", "target", "mapping", "dryRun");

    /** What every step takes besides that moves resources; the text names them once as well. */
    private static final Set<String> OF_RESOURCES = Set.of("plan", "fit", "onFailure", "maxFailures");

    @Test
    public void theTableHasARowForEachStepWithEachArgumentOfIts() throws IOException {
        Map<String, Set<String>> rows = ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> arguments(row.group(2)), (a, b) -> a, TreeMap::new));

        assertThat(rows).isEqualTo(steps());
    }

    @Test
    public void theTextBelowTheTableNamesWhatAllStepsTake() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains(Stream.concat(COMMON.stream(), OF_RESOURCES.stream())
                        .map(name -> "`" + name + "`")
                        .toList());
    }

    @Test
    public void everyLinkBetweenTheDocumentsLeadsToAFile() throws IOException {
        for (Path document : documents()) {
            List<String> links = LINK.matcher(Files.readString(document))
                    .results()
                    .map(link -> link.group(1))
                    .toList();

            assertThat(links)
                    .as(document.toString())
                    .allSatisfy(
                            link -> assertThat(document.resolveSibling(link)).exists());
        }
    }

    @Test
    public void everyLinkToASectionLeadsToOne() throws IOException {
        for (Path document : documents()) {
            List<MatchResult> links =
                    SECTION.matcher(Files.readString(document)).results().toList();
            for (MatchResult link : links) {
                Path aim = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
                assertThat(sections(aim)).as(document + " to " + aim).contains(link.group(2));
            }
        }
    }

    /** As GitHub names them: the words of the heading in small letters. */
    private static List<String> sections(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static Map<String, Set<String>> steps() {
        return ExtensionList.lookup(StepDescriptor.class).stream()
                .filter(descriptor -> descriptor.clazz.getName().startsWith("io.jenkins.plugins.pumphouse.steps."))
                .collect(Collectors.toMap(
                        StepDescriptor::getFunctionName, step -> ownArguments(step.clazz), (a, b) -> a, TreeMap::new));
    }

    private static Set<String> ownArguments(Class<?> step) {
        return Arrays.stream(step.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(Method::getName)
                .map(name -> name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4))
                .filter(name -> !COMMON.contains(name)
                        && !(PumpStep.class.isAssignableFrom(step) && OF_RESOURCES.contains(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> arguments(String cell) {
        return ARGUMENT.matcher(cell)
                .results()
                .map(argument -> argument.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> documents() throws IOException {
        try (var files = Files.walk(Path.of("docs"))) {
            List<Path> documents =
                    files.filter(file -> file.toString().endsWith(".md")).collect(Collectors.toList());
            documents.add(Path.of("README.md"));
            documents.add(Path.of("CONTRIBUTING.md"));
            return documents;
        }
    }
}
