package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.config.Limit;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.options.HostLimits;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.settings.ChosenLimits;
import io.jenkins.plugins.pumphouse.steps.text.RateText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A step's arguments within the limits of its configuration: one that is not given takes the limit where its default
 * exceeds it, and one that exceeds it is refused.
 */
public final class ArgumentLimits {
    private final String step;
    private final ChosenLimits limits;
    /** What was given above its limit, with the limit. */
    private final List<String> exceeding = new ArrayList<>();
    /** What takes its limit, by the place that sets it. */
    private final Map<String, Set<String>> taken = new LinkedHashMap<>();

    /** @param step its name in the pipeline */
    public ArgumentLimits(String step, ChosenLimits limits) {
        this.step = step;
        this.limits = limits;
    }

    /**
     * A number within its limit.
     *
     * @param given null or 0 if the step was not told
     * @param usual what it is then; 0 for no bound
     */
    public int number(String argument, Integer given, int usual) {
        return Math.toIntExact(within(argument, given == null ? 0 : given, String.valueOf(given), usual));
    }

    /**
     * Bytes a second within their limit; 0 for no bound.
     *
     * @param given as written; null if the step was not told
     */
    private long bandwidth(String given) throws AbortException {
        return within("bandwidth", RateText.read(step, given), "'" + given + "'", 0);
    }

    /** How fast servers are moved; what is not given is null, or 0. */
    public Options pace(Options usual, Integer parallel, Integer transfers, String bandwidth, HostLimits hosts)
            throws AbortException {
        Options options = usual.withLimits(number("parallel", parallel, usual.parallelism()), null);
        return pace(options, transfers, bandwidth)
                .withHosts(new HostLimits(
                        number("perHost", hosts.source(), 0), number("perTargetHost", hosts.target(), 0)));
    }

    /** How fast images and volumes are transferred; what is not given is null. */
    public Options pace(Options usual, Integer transfers, String bandwidth) throws AbortException {
        return usual.withLimits(null, number("transfers", transfers, usual.transfers()))
                .withBandwidth(bandwidth(bandwidth));
    }

    private long within(String argument, long given, String shown, long usual) {
        long asked = given == 0 ? usual : given;
        Limit limit = limits.of(argument).orElse(null);
        if (limit == null || asked != 0 && asked <= limit.most()) {
            return asked;
        }
        String place = limits.place(argument);
        if (given != 0) {
            exceeding.add(
                    argument + " is " + shown + ", and the limit is " + limit.written() + " (limits of " + place + ")");
        }
        taken.computeIfAbsent(place, any -> new LinkedHashSet<>()).add(argument + " " + limit.written());
        return limit.most();
    }

    /**
     * Refuses what exceeds its limit, and tells the log which limits count. A step that resumes takes the limits
     * instead: what it has stopped must not stay so because a limit was lowered meanwhile.
     *
     * @throws AbortException naming each argument that exceeds its limit
     */
    public void settle(EarlierTries earlier, Consumer<String> log) throws AbortException {
        if (!exceeding.isEmpty() && !earlier.hasLost()) {
            throw new AbortException(ConsoleText.line(step + ": " + String.join("; ", exceeding)
                    + ". Give less, or leave the argument out to take the limit; who keeps that configuration can raise"
                    + " it. Nothing was done."));
        }
        if (!taken.isEmpty()) {
            log.accept(taken.entrySet().stream()
                    .map(place -> String.join(", ", place.getValue()) + " (limits of " + place.getKey() + ")")
                    .collect(Collectors.joining("; ", "limits  ", "")));
        }
    }
}
