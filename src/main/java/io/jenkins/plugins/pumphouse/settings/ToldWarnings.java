package io.jenkins.plugins.pumphouse.settings;

import hudson.model.Run;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a build's log has been warned of, so that ten steps with one configuration warn once. Lives as long as the build
 * is in memory: after a restart of the controller a warning may be told again, which does less harm than an action that
 * stays in the build's record for ever.
 */
final class ToldWarnings {
    private static final Map<Run<?, ?>, Set<String>> TOLD = Collections.synchronizedMap(new WeakHashMap<>());

    private ToldWarnings() {}

    /** Those of the warnings that are new to a build; from now on they are not. */
    static List<String> newTo(Run<?, ?> run, List<String> warnings) {
        Set<String> told = TOLD.computeIfAbsent(run, any -> ConcurrentHashMap.newKeySet());
        return warnings.stream().filter(told::add).toList();
    }
}
