package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarForm;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarForm.Unfit;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section {@code limits}: its keys are the arguments of the steps, with the ranges that these have. */
public final class LimitsReader {
    /**
     * Who waits takes no thread: an operator who needs more servers or hosts at a time than this is more likely to have
     * mistyped. Each transfer takes threads, and more of them than this would only wait for each other.
     */
    private static final Map<String, Integer> MOST =
            Map.of("parallel", 500, "transfers", 64, "perHost", 64, "perTargetHost", 64, "maxParallel", 1000);

    private static final Form<Limit> BANDWIDTH = new ScalarForm<>(
            "a bandwidth such as 50 MB/s, or bytes a second, from 1 MB/s on",
            text -> new Limit(Rate.parse(text.strip()).orElseThrow(Unfit::new), text.strip()));

    private static final List<ConfigKey<Limit>> KEYS = List.of(
            number("parallel").commonMisnames("parallelism", "servers"),
            number("transfers").commonMisnames("streams"),
            ConfigKey.of("bandwidth", BANDWIDTH).commonMisnames("rate", "speed"),
            number("perHost").commonMisnames("per_host", "host", "hosts"),
            number("perTargetHost").commonMisnames("per_target_host"),
            number("maxParallel").commonMisnames("max_parallel", "hypervisors"));

    public static final Section LIMITS = Section.of(KEYS.toArray(ConfigKey<?>[]::new));

    static final ConfigKey<Values> KEY = ConfigKey.of(
                    "limits", new SectionForm(LIMITS, "{parallel: 4, bandwidth: 50 MB/s}"))
            .commonMisnames("limit", "bounds", "maximum");

    private LimitsReader() {}

    /** Those that are given, by the name of their argument. */
    static Map<String, Limit> of(Values top) {
        Map<String, Limit> limits = new LinkedHashMap<>();
        Values values = top.orElse(KEY, Values.NONE);
        KEYS.stream().filter(key -> values.get(key) != null).forEach(key -> limits.put(key.name(), values.get(key)));
        return limits;
    }

    /**
     * The most that a step takes for an argument that is a number, whatever a configuration allows.
     *
     * @throws NullPointerException if the argument has no limit, or is no number
     */
    public static int most(String argument) {
        return MOST.get(argument);
    }

    private static ConfigKey<Limit> number(String argument) {
        int most = most(argument);
        String allowed = "a number from 1 to " + most;
        Form<Limit> form = new ScalarForm<>(
                allowed,
                text -> {
                    int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
                    if (number < 1 || number > most) {
                        throw new Unfit();
                    }
                    return new Limit(number, String.valueOf(number));
                },
                Schema.number(allowed, 1, most));
        return ConfigKey.of(argument, form);
    }
}
