package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.console.ShellWord;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The extra specs of a flavor, compared one by one. */
final class ExtraSpecs {
    static final String FIELD = "extra_specs";

    /** Before the name of one in a {@link Difference}. */
    private static final String ONE = FIELD + ' ';

    private ExtraSpecs() {}

    static List<Difference> differences(JsonNode wanted, JsonNode onTarget) {
        TreeSet<String> keys = new TreeSet<>();
        wanted.fieldNames().forEachRemaining(keys::add);
        onTarget.fieldNames().forEachRemaining(keys::add);
        return keys.stream()
                .filter(key -> !Equality.same(wanted.path(key), onTarget.path(key)))
                .map(key -> new Difference(ONE + key, Json.shown(wanted.path(key)), Json.shown(onTarget.path(key))))
                .toList();
    }

    /**
     * Why a flavor that differs in nothing else is a conflict: it keeps no mark, and another cloud may rightly have
     * other ones. Both ways out, to choose from; empty where something else differs, too.
     */
    static Optional<String> conflict(Resource existing, List<Difference> differences, String target) {
        if (!differences.stream().allMatch(difference -> difference.field().startsWith(ONE))) {
            return Optional.empty();
        }
        List<String> set = new ArrayList<>();
        List<String> unset = new ArrayList<>();
        for (Difference difference : differences) {
            String key = difference.field().substring(ONE.length());
            if (difference.source().equals(Json.shown(null))) {
                unset.add("--property " + ShellWord.of(key));
            } else {
                set.add("--property " + ShellWord.of(key + '=' + difference.source()));
            }
        }
        List<String> commands = new ArrayList<>();
        if (!set.isEmpty()) {
            commands.add("openstack flavor set " + String.join(" ", set) + ' ' + ShellWord.of(existing.name()));
        }
        if (!unset.isEmpty()) {
            commands.add("openstack flavor unset " + String.join(" ", unset) + ' ' + ShellWord.of(existing.name()));
        }
        return Optional.of("is on " + target + " already with other extra specs, and nothing tells which of the two"
                + " is meant. To have the source's, run on " + target + ": " + String.join(" && ", commands)
                + ". To keep those of " + target + ", name " + existing.name() + " in mapping: flavors:");
    }
}
