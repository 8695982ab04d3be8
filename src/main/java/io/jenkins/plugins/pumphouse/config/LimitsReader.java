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
    /** Who waits takes no thread; an operator who needs more than this at a time is more likely to have mistyped. */
    public static final int MOST_SERVERS = 500;

    public static final int MOST_HOSTS = 1000;

    /** Each transfer takes threads, and more of them than this would only wait for each other. */
    public static final int MOST_TRANSFERS = 64;

    /** As many servers of one hypervisor as could be transferred at a time. */
    public static final int MOST_OF_ONE_HOST = MOST_TRANSFERS;

    private static final Form<Limit> BANDWIDTH = new ScalarForm<>(
            "a bandwidth such as 50 MB/s, or bytes a second, from 1 MB/s on",
            text -> new Limit(Rate.parse(text.strip()).orElseThrow(Unfit::new), text.strip()));

    private static final List<ConfigKey<Limit>> KEYS = List.of(
            number("parallel", MOST_SERVERS).commonMisnames("parallelism", "servers"),
            number("transfers", MOST_TRANSFERS).commonMisnames("streams"),
            ConfigKey.of("bandwidth", BANDWIDTH).commonMisnames("rate", "speed"),
            number("perHost", MOST_OF_ONE_HOST).commonMisnames("per_host", "host", "hosts"),
            number("perTargetHost", MOST_OF_ONE_HOST).commonMisnames("per_target_host"),
            number("maxParallel", MOST_HOSTS).commonMisnames("max_parallel", "hypervisors"));

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

    private static ConfigKey<Limit> number(String argument, int most) {
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
