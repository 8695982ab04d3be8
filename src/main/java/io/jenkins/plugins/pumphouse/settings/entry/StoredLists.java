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
    /** In double quotes, where two stand for one; or up to the next comma. */
    private static final Pattern NAME = Pattern.compile("\\s*\"((?:[^\"]|\"\")*+)\"\\s*(?=,|\\R|$)|[^,\\n\\r]+");

    /** What in a name needs quotes around it, as it would end it or be taken for them. */
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,\\n\\r]|^\"");

    /** What a form sends before a line of names. Nobody's list begins so: a name is more than a comma. */
    private static final String LINE_FOLLOWS = ",";

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
     * Names, which may have blanks and commas in them. An item is one name, as Configuration as Code gives it. Only the
     * line of a form, which is marked as one, is split at commas that are not between double quotes; within them, a
     * doubled quote is a quote of the name.
     *
     * @return null for none
     */
    static List<String> names(List<String> given) {
        List<String> items = given == null ? List.of() : given;
        boolean isLine = items.size() == 2 && items.get(0).equals(LINE_FOLLOWS);
        Stream<String> names = isLine ? NAME.matcher(items.get(1)).results().map(StoredLists::name) : items.stream();
        return copy(names.map(String::strip).filter(name -> !name.isEmpty()).toList());
    }

    private static String name(MatchResult found) {
        return found.group(1) == null ? found.group() : found.group(1).replace("\"\"", "\"");
    }

    /** As {@link #names} reads it again. */
    static String join(List<String> words) {
        return words == null ? "" : words.stream().map(StoredLists::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String word) {
        String quoted = '"' + word.replace("\"", "\"\"") + '"';
        return NEEDS_QUOTES.matcher(word).find() ? quoted : word;
    }
}
