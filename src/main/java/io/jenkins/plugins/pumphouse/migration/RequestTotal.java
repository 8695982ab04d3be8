package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.PlannedRequest;
import io.jenkins.plugins.pumphouse.migration.model.PlannedRequest.Bound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How many requests several objects of a plan send together.
 *
 * @param count of all of them
 * @param bound how sure that is
 */
public record RequestTotal(int count, Bound bound) {
    private static final RequestTotal NONE = new RequestTotal(0, Bound.EXACT);

    /** @param shown as {@link PlannedRequest#shown} gives it, or as text */
    public static RequestTotal of(Object shown) {
        String text = String.valueOf(shown);
        for (Bound bound : Bound.values()) {
            if (!bound.words().isEmpty() && text.startsWith(bound.words())) {
                return new RequestTotal(
                        Integer.parseInt(text.substring(bound.words().length())), bound);
            }
        }
        return new RequestTotal(Integer.parseInt(text), Bound.EXACT);
    }

    public RequestTotal and(RequestTotal more) {
        return new RequestTotal(count + more.count, bound.and(more.bound));
    }

    /**
     * Of all that outcomes of a dry run would send to one cloud.
     *
     * @param cloud {@link PlannedRequest#TARGET} or {@link PlannedRequest#SOURCE}
     */
    public static RequestTotal to(String cloud, Collection<Outcome> outcomes) {
        RequestTotal total = NONE;
        for (Outcome outcome : outcomes) {
            if (outcome.facts().get(PlannedRequest.FACT) instanceof Map<?, ?> requests) {
                for (Map.Entry<?, ?> each : requests.entrySet()) {
                    boolean meant = String.valueOf(each.getKey()).startsWith(cloud + ' ');
                    total = meant ? total.and(of(each.getValue())) : total;
                }
            }
        }
        return total;
    }

    /** {@code "would send 412 requests to new, at most 3 requests to old"}, for a person. */
    public static String sentence(Collection<Outcome> outcomes, String target, String source) {
        List<String> parts = new ArrayList<>();
        RequestTotal onTarget = to(PlannedRequest.TARGET, outcomes);
        RequestTotal onSource = to(PlannedRequest.SOURCE, outcomes);
        if (onTarget.count > 0) {
            parts.add(onTarget + " to " + target);
        }
        if (onSource.count > 0) {
            parts.add(onSource + " to " + source);
        }
        return parts.isEmpty()
                ? "would send no request that changes anything"
                : "would send " + String.join(", ", parts);
    }

    /** {@code "412"}, {@code "about 12"}. */
    public String shown() {
        return bound.words() + count;
    }

    /** {@code "about 12 requests"}. */
    @Override
    public String toString() {
        return shown() + (count == 1 ? " request" : " requests");
    }
}
