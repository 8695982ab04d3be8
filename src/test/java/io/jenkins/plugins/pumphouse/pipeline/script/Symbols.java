package io.jenkins.plugins.pumphouse.pipeline.script;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import io.jenkins.plugins.pumphouse.pipeline.binding.Symbolic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.Symbol;

/** The names that describe an object instead of running a step. */
final class Symbols {
    /** Of Jenkins and its usual plugins: parameters, job properties, bindings of credentials. */
    private static final Set<String> USUAL = Set.of(
            "parameters",
            "string",
            "text",
            "booleanParam",
            "choice",
            "password",
            "buildDiscarder",
            "logRotator",
            "disableConcurrentBuilds",
            "disableResume",
            "pipelineTriggers",
            "cron",
            "usernamePassword",
            "environmentCredentials");

    private Symbols() {}

    static boolean contains(String name) {
        return USUAL.contains(name)
                || ExtensionList.lookup(Descriptor.class).stream()
                        .map(descriptor -> descriptor.getClass().getAnnotation(Symbol.class))
                        .anyMatch(symbol ->
                                symbol != null && List.of(symbol.value()).contains(name));
    }

    static Symbolic call(String name, Object[] arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Object argument : arguments) {
            if (argument instanceof Map<?, ?> map) {
                map.forEach((key, value) -> named.put(key.toString(), value));
            } else {
                named.put("", argument);
            }
        }
        return new Symbolic(name, named);
    }
}
