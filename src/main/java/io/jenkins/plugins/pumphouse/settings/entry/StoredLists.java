package io.jenkins.plugins.pumphouse.settings.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists, in the one class of the JDK that Jenkins' files are sure to take, and lists of words, which Configuration as
 * Code gives one by one and a form in one line.
 */
public final class StoredLists {
    private static final Pattern NAME = Pattern.compile("\\s*\"([^\"]*)\"\\s*(?=,|\\R|$)|[^,\\n\\r]+");

    private StoredLists() {}

    /** @return null for none */
    public static <T> List<T> copy(List<T> list) {
        return list == null || list.isEmpty() ? null : new ArrayList<>(list);
    }

    /**
     * Words, which have no blanks in them.
     *
     * @return null for none
     */
    static List<String> split(List<String> given) {
        List<String> words = given == null
                ? List.of()
                : given.stream()
                        .flatMap(text -> Stream.of(text.split("[,\\s]+")))
                        .filter(word -> !word.isEmpty())
                        .toList();
        return copy(words);
    }

    /**
     * Names, which may have blanks in them: a form's line is cut at commas, except between double quotes; what
     * Configuration as Code gives as several items stays as it is.
     *
     * @return null for none
     */
    static List<String> names(List<String> given) {
        List<String> items = given == null ? List.of() : given;
        Stream<String> names =
                items.size() == 1 ? NAME.matcher(items.get(0)).results().map(StoredLists::name) : items.stream();
        return copy(names.map(String::strip).filter(name -> !name.isEmpty()).toList());
    }

    private static String name(MatchResult found) {
        return found.group(1) == null ? found.group() : found.group(1);
    }

    /** As {@link #names} reads it again. */
    static String join(List<String> words) {
        return words == null
                ? ""
                : words.stream()
                        .map(word -> word.indexOf(',') < 0 ? word : '"' + word + '"')
                        .collect(Collectors.joining(", "));
    }
}
