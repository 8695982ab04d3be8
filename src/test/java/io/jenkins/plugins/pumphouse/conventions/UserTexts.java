package io.jenkins.plugins.pumphouse.conventions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Every text that a user may see, read from the sources, the resources and the documents. */
final class UserTexts {
    /**
     * One literal of a source, or one line of another file.
     *
     * @param words without what is computed between
     */
    record Text(String path, String words) {}

    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\\\n])++'|(\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\")",
            Pattern.DOTALL);

    private UserTexts() {}

    static List<Text> all() {
        List<Text> texts = new ArrayList<>();
        for (String path : files()) {
            if (path.endsWith(".java")) {
                texts.addAll(literals(path, ProjectFiles.text(Path.of(path))));
            } else {
                ProjectFiles.text(Path.of(path))
                        .lines()
                        .map(line -> new Text(path, line))
                        .forEach(texts::add);
            }
        }
        return texts;
    }

    /** The comments of the code, each as one line. */
    static List<Text> comments() {
        return files().stream()
                .filter(path -> path.endsWith(".java"))
                .flatMap(path -> TOKEN.matcher(ProjectFiles.text(Path.of(path)))
                        .results()
                        .map(MatchResult::group)
                        .filter(token -> token.startsWith("/"))
                        .map(comment -> new Text(path, comment.replaceAll("\\s*\\n\\s*(?:\\*|//)?\\s*", " "))))
                .toList();
    }

    /** The texts of the sources alone. */
    static List<String> ofTheCode() {
        return all().stream()
                .filter(text -> text.path().endsWith(".java"))
                .map(Text::words)
                .toList();
    }

    /** The texts of a source, parts that are joined by a plus sign as one. */
    static List<Text> literals(String path, String source) {
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
            ProjectFiles.below(Path.of(root), ".*\\.(java|html|jelly|properties|md|yaml)|.*Jenkinsfile")
                    .forEach(file -> files.add(file.toString()));
        }
        files.addAll(List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"));
        return files;
    }
}
