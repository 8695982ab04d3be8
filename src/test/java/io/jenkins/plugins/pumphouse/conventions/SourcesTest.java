package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** What a reader of the sources may count on. */
public class SourcesTest {
    private static final int LONGEST = 395;

    /** A package with more is a corridor and no room. */
    private static final int MOST_CLASSES = 33;

    /** Spelled in two halves, so that this file does not hold what it forbids. */
    private static final Pattern UNFINISHED = Pattern.compile("TO" + "DO|FIX" + "ME|XX" + "X|not imple" + "mented");

    private static final Pattern SWITCHED_OFF = Pattern.compile("@Ig" + "nore|@Dis" + "abled");

    @Test
    public void everyPackageSaysWhatLivesInIt() {
        assertThat(Stream.of("src/main/java", "src/test/java")
                        .flatMap(root -> java(root).stream())
                        .map(Path::getParent)
                        .distinct())
                .isNotEmpty()
                .allSatisfy(folder ->
                        assertThat(folder.resolve("package-info.java")).exists());
    }

    @Test
    public void everyPackageInfoExplainsInWords() {
        assertThat(java("src/main/java"))
                .filteredOn(file -> file.endsWith("package-info.java"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(read(file)).contains("/**"));
    }

    @Test
    public void noPackageHasMoreClassesThanOneSees() {
        Map<Path, Long> classes = java("src/main/java").stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

        assertThat(classes)
                .isNotEmpty()
                .allSatisfy((folder, count) ->
                        assertThat(count).as("classes of " + folder).isLessThanOrEqualTo(MOST_CLASSES));
    }

    @Test
    public void noFileIsLongerThanOneIdea() {
        assertThat(sources())
                .allSatisfy(file ->
                        assertThat(read(file).lines().count()).as("lines").isLessThanOrEqualTo(LONGEST));
    }

    @Test
    public void nothingIsLeftUnfinished() {
        assertThat(java("src/main/java"))
                .allSatisfy(file -> assertThat(read(file)).doesNotContainPattern(UNFINISHED));
    }

    @Test
    public void noTestIsSwitchedOff() {
        assertThat(java("src/test/java"))
                .allSatisfy(file -> assertThat(read(file)).doesNotContainPattern(SWITCHED_OFF));
    }

    private static List<Path> sources() {
        List<Path> all = new ArrayList<>(java("src/main/java"));
        all.addAll(java("src/test/java"));
        all.addAll(java("src/jenkins-api/java"));
        return all;
    }

    private static List<Path> java(String root) {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
