package io.jenkins.plugins.pumphouse.migration.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of the provider attributes of networks: type, physical network and number of their segments. */
public enum ProviderNetworks {
    /** A VLAN or flat network keeps its segment, and the target chooses that of an overlay. */
    USUAL,
    /** Each network keeps its segment, also an overlay; one that is taken is a conflict. */
    KEEP,
    /** The target chooses the segment of each network, and no provider attribute is sent. */
    CHOOSE,
    /** As {@link #KEEP}, and a network of which nobody can tell whether its segment can be kept is refused. */
    FAIL;

    /** As it is written in pumphouse.yaml and in a pipeline, where {@link #USUAL} has no word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words that may be written. */
    public static List<String> words() {
        return Arrays.stream(values()).skip(1).map(ProviderNetworks::word).toList();
    }

    /** @param word one of {@link #words}; null for what is usual */
    public static ProviderNetworks of(String word) {
        return word == null ? USUAL : valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether the number of a tunnel is kept, too. */
    public boolean keepsAll() {
        return this == KEEP || this == FAIL;
    }
}
