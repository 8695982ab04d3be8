package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** What a reader of the sources may count on. */
public class SourcesTest {
    /** Lines of a file. */
    private static final int LONGEST_CLASS = 300;

    /** Lines of a class from its own documentation on: what a reader has to read. */
    private static final int TENTH_LONGEST = 150;

    private static final int MEDIAN = 65;
    private static final int LONGEST_TEST = 382;

    /** A package with more is a corridor and no room. */
    private static final int MOST_CLASSES = 30;

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
                .allSatisfy(file -> assertThat(ProjectFiles.text(file)).contains("/**"));
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
    public void noClassIsLongerThanOneIdea() {
        assertThat(java("src/main/java"))
                .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(LONGEST_CLASS));
    }

    @Test
    public void noTestIsLongerThanOneReads() {
        assertThat(Stream.of("src/test/java", "src/jenkins-api/java").flatMap(root -> java(root).stream()))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(LONGEST_TEST));
    }

    @Test
    public void mostClassesAreReadAtOneLook() {
        List<Long> sizes = java("src/main/java").stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .map(SourcesTest::linesAfterImports)
                .sorted()
                .toList();

        assertThat(sizes.get(sizes.size() / 2)).as("the median").isLessThanOrEqualTo(MEDIAN);
        assertThat(sizes.get(sizes.size() * 9 / 10))
                .as("the length that nine of ten do not exceed")
                .isLessThanOrEqualTo(TENTH_LONGEST);
    }

    private static long lines(Path file) {
        return ProjectFiles.text(file).lines().count();
    }

    private static long linesAfterImports(Path file) {
        return ProjectFiles.text(file)
                .lines()
                .dropWhile(line -> line.isEmpty() || line.startsWith("package ") || line.startsWith("import "))
                .count();
    }

    @Test
    public void aSimpleNameMeansOneIdea() {
        Map<String, Long> places = Stream.of("src/main/java", "src/test/java")
                .flatMap(root -> java(root).stream())
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("package-info.java"))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

        assertThat(places)
                .isNotEmpty()
                .allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
    }

    @Test
    public void nothingIsLeftUnfinished() {
        assertThat(java("src/main/java"))
                .allSatisfy(file -> assertThat(ProjectFiles.text(file)).doesNotContainPattern(UNFINISHED));
    }

    @Test
    public void noTestIsSwitchedOff() {
        assertThat(java("src/test/java"))
                .allSatisfy(file -> assertThat(ProjectFiles.text(file)).doesNotContainPattern(SWITCHED_OFF));
    }

    private static List<Path> java(String root) {
        return ProjectFiles.below(Path.of(root), ".*\\.java");
    }
}
