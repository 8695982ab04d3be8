package io.jenkins.plugins.pumphouse.settings.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists, in the one class of the JDK that Jenkins' files are sure to take, and lists of words, which Configuration as
 * Code gives one by one and a form in one line.
 */
public final class StoredLists {
    private StoredLists() {}

    /** @return null for none */
    public static <T> List<T> copy(List<T> list) {
        return list == null || list.isEmpty() ? null : new ArrayList<>(list);
    }

    /** @return null for none */
    static List<String> split(List<String> given) {
        List<String> words = given == null
                ? List.of()
                : given.stream()
                        .flatMap(text -> Stream.of(text.split("[,\\s]+")))
                        .filter(word -> !word.isEmpty())
                        .toList();
        return copy(words);
    }

    static String join(List<String> words) {
        return words == null ? "" : String.join(", ", words);
    }
}
