package io.jenkins.plugins.pumphouse.settings.entry;

import java.util.List;
import java.util.stream.Stream;

/** Lists of words, which Configuration as Code gives one by one and a form in one line. */
final class Texts {
    private Texts() {}

    /** @return null for none */
    static List<String> split(List<String> given) {
        List<String> words = given == null
                ? List.of()
                : given.stream()
                        .flatMap(text -> Stream.of(text.split("[,\\s]+")))
                        .filter(word -> !word.isEmpty())
                        .toList();
        return words.isEmpty() ? null : words;
    }

    static String join(List<String> words) {
        return words == null ? "" : String.join(", ", words);
    }
}
