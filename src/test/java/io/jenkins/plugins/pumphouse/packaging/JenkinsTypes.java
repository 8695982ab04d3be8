package io.jenkins.plugins.pumphouse.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which classes are Jenkins' and which are ours, by name, and where the compiler left them. */
final class JenkinsTypes {
    private static final Pattern NAME = Pattern.compile(
            "(hudson|jenkins|org\\.jenkinsci|org\\.kohsuke|org\\.jvnet|com\\.cloudbees|net\\.sf\\.json)\\.");
    private static final String OURS = "io.jenkins.plugins.pumphouse.";

    private JenkinsTypes() {}

    /** Whether a class of that name comes with Jenkins or with one of its plugins. */
    static boolean isOne(String className) {
        return NAME.matcher(className).lookingAt();
    }

    static boolean isOurs(String className) {
        return className.startsWith(OURS);
    }

    /** The names of our compiled main classes. */
    static List<String> ours() {
        return compiled("main").filter(JenkinsTypes::isOurs).toList();
    }

    /** The names of our compiled test classes. */
    static List<String> ourTests() {
        return compiled("test").filter(JenkinsTypes::isOurs).toList();
    }

    /** The names of the types that we declared; none in the build against the real Jenkins. */
    static List<String> declared() {
        return compiled("main").filter(JenkinsTypes::isOne).toList();
    }

    private static Stream<String> compiled(String what) {
        Path root = classes(what);
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    // An incremental build may leave a nested class whose source is gone.
                    .filter(file -> !file.contains("$")
                            || Files.exists(root.resolve(file.substring(0, file.indexOf('$')) + ".class")))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path classes(String what) {
        try {
            Class<?> there = what.equals("test") ? JenkinsTypes.class : Class.forName(OURS + "package-info");
            return Path.of(
                    there.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
