package io.jenkins.plugins.pumphouse.migration.drift;

import io.jenkins.plugins.pumphouse.migration.ResourceTypes;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.network.UnmovedType;
import io.jenkins.plugins.pumphouse.migration.server.LeftoverAccessType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of which a verification compares the objects, by the words that a person has for them. */
final class ComparedKinds {
    private static final Set<Verb> MOVING =
            EnumSet.complementOf(EnumSet.of(Verb.CLEANUP, Verb.ROLLBACK, Verb.ROLLBACK_RESOURCES, Verb.CUTOVER));

    private ComparedKinds() {}

    /** @throws MigrationException when a word is of none */
    static List<Kind> of(ResourceTypes all, Collection<String> types) {
        List<Kind> comparable = all.kinds().stream()
                .filter(kind -> !kind.equals(UnmovedType.KIND) && !kind.equals(LeftoverAccessType.KIND))
                .filter(kind -> MOVING.stream().anyMatch(verb -> all.of(verb).contains(kind)))
                .toList();
        for (String type : types) {
            if (comparable.stream().noneMatch(kind -> isCalled(kind, type))) {
                throw new MigrationException("types names \"" + type + "\", and there are only: "
                        + comparable.stream().map(Kind::word).collect(Collectors.joining(", ")));
            }
        }
        return comparable.stream()
                .filter(kind -> types.isEmpty() || types.stream().anyMatch(type -> isCalled(kind, type)))
                .toList();
    }

    private static boolean isCalled(Kind kind, String type) {
        String word = type.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Stream.of(kind.word(), kind.plural())
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(word));
    }
}
