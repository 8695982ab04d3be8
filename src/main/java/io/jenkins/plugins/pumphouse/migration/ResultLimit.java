package io.jenkins.plugins.pumphouse.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How much a running pipeline should carry along in its stored state; what is left out is told, and is in report.json.
 */
public final class ResultLimit {
    /** Objects in the result of a step; each takes about half a kilobyte of every stored state of the pipeline. */
    static final int MOST = 1000;

    private static final String ELSEWHERE = "; the build's report.json has all of them";

    private final Map<String, Object> result;
    private final List<String> told;

    /** @param notes the first of them are in the result, and after them what is left out of it */
    public ResultLimit(Map<String, Object> result, List<String> notes) {
        this.result = result;
        this.told = first(notes);
    }

    /**
     * Bounds the objects.
     *
     * @param urgent which of them to keep
     * @param order the same in words
     */
    public <T> void resources(
            Collection<T> all, Comparator<T> urgent, String order, Function<T, Map<String, Object>> written) {
        if (all.size() > MOST) {
            result.put(
                    "resources",
                    all.stream()
                            .sorted(urgent)
                            .limit(MOST)
                            .map(written)
                            .collect(Collectors.toCollection(ArrayList::new)));
            told.add("resources has " + MOST + " of " + all.size() + " objects, " + order + ELSEWHERE);
        }
    }

    /** Bounds a list of texts. */
    public void texts(String key, List<String> all) {
        if (all.size() > MOST) {
            result.put(key, first(all));
            told.add(key + " has the first " + MOST + " of " + all.size() + ELSEWHERE);
        }
    }

    /** The result, with what it does not have among its notes. */
    public Map<String, Object> bounded() {
        result.put("notes", told);
        return result;
    }

    private static List<String> first(List<String> texts) {
        return new ArrayList<>(texts.subList(0, Math.min(texts.size(), MOST)));
    }
}
