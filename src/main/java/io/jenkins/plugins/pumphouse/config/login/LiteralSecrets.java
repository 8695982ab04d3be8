package io.jenkins.plugins.pumphouse.config.login;

import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one warning of a file that passwords stand in it. */
public final class LiteralSecrets {
    /** Names; an old inventory holds the password of each of its hundred hosts. */
    private static final int SHOWN = 5;

    private LiteralSecrets() {}

    /**
     * Whose secret stands in the file.
     *
     * @param name of a cloud, a host or a switch
     * @param position of its description
     */
    public record Holder(String name, Position position) {}

    /** Warns if there are any, at the place of the first. */
    public static void warnOf(List<Holder> holders, Mistakes warnings) {
        holders.stream()
                .map(Holder::position)
                .min(Comparator.naturalOrder())
                .ifPresent(first -> warnings.add(
                        first,
                        "holds passwords or tokens of " + names(holders.stream().map(Holder::name))
                                + " for everyone who can read it; keep them in Jenkins and name them in this file: credentials:"
                                + " <id>"));
    }

    /** The names, each once; many of them shortened to their number. */
    public static String names(Stream<String> all) {
        return FirstFew.of(all.distinct().toList(), SHOWN);
    }
}
