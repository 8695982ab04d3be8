package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Lays disks out like those of another node: every volume keeps its size but {@code vm}, which takes up the difference.
 */
final class DisksLikeTemplate {

    /** Instances' disks: the only volume whose size nobody counts on. */
    private static final String ELASTIC = "vm";
    // Disks of one nominal size differ by some megabytes from maker to maker.
    private static final double ALIKE = 0.02;
    // What a template leaves free beyond this is left free on purpose.
    private static final int ROUNDING_MIB = 1024;

    private final Equipment own;
    private final Equipment template;
    private final List<String> reasons;
    private final List<String> remarks;

    DisksLikeTemplate(Equipment own, Equipment template, List<String> reasons, List<String> remarks) {
        this.own = own;
        this.template = template;
        this.reasons = reasons;
        this.remarks = remarks;
    }

    ArrayNode place() {
        List<JsonNode> theirs = StreamSupport.stream(template.disks().spliterator(), false)
                .filter(disk -> used(disk) > 0)
                .toList();
        Set<String> missing = new TreeSet<>(own.volumes());
        theirs.forEach(disk -> disk.path("volumes").forEach(volume -> {
            if (Partitions.size(volume) > 0) {
                missing.remove(Partitions.name(volume));
            }
        }));
        missing.forEach(volume -> reasons.add(template.node() + " has no volume " + volume
                + ", which the roles of this node need" + LayoutMisfit.OTHER_DISKS));
        Counterparts counterparts = counterparts(theirs);
        Partitions partitions = new Partitions(own);
        for (JsonNode their : theirs) {
            JsonNode counterpart = counterparts.of(their);
            if (counterpart == null) {
                reasons.add("disk " + Partitions.text(their) + " of " + template.node()
                        + " has no counterpart, as this node has " + Partitions.list(own.disks())
                        + LayoutMisfit.OTHER_DISKS);
            } else {
                copy(their, counterpart, partitions);
            }
        }
        counterparts
                .alone()
                .forEach(disk -> remarks.add("disk " + Partitions.text(disk) + " has no counterpart in "
                        + template.node() + " and stays empty"));
        return partitions.body();
    }

    private Counterparts counterparts(List<JsonNode> theirs) {
        List<JsonNode> disks = new ArrayList<>();
        own.disks().forEach(disks::add);
        return new Counterparts(bySize(theirs), bySize(disks))
                .pair((their, our) -> sameId(their, our) && sameSize(their, our))
                .pair((their, our) ->
                        sameSize(their, our) && template.type(their).equals(own.type(our)))
                .pair((their, our) -> sameSize(their, our))
                .pair((their, our) -> template.type(their).equals(own.type(our)) && fits(their, our))
                .pair(this::fits)
                .pair(DisksLikeTemplate::sameId)
                .pair((their, our) -> true);
    }

    // The largest first, so that a small one does not take the only disk on which a large one fits.
    private static List<JsonNode> bySize(List<JsonNode> disks) {
        return disks.stream()
                .sorted(Comparator.comparingInt(Partitions::size)
                        .reversed()
                        .thenComparing(disk -> disk.path("id").asText())
                        .thenComparing(Partitions::name))
                .toList();
    }

    private static boolean sameId(JsonNode their, JsonNode our) {
        return !their.path("id").asText("").isEmpty() && their.path("id").equals(our.path("id"));
    }

    private static boolean sameSize(JsonNode their, JsonNode our) {
        return Math.abs(Partitions.size(their) - Partitions.size(our)) <= ALIKE * Partitions.size(their);
    }

    private boolean fits(JsonNode their, JsonNode our) {
        return fixed(their) <= Partitions.size(our) - (elastic(their) > 0 ? 1 : 0);
    }

    private void copy(JsonNode their, JsonNode counterpart, Partitions partitions) {
        int needed = fixed(their);
        int spare = Partitions.size(their) - used(their);
        int elastic = Partitions.size(counterpart) - needed - (spare > ROUNDING_MIB ? spare : 0);
        if (needed > Partitions.size(counterpart) || elastic(their) > 0 && elastic <= 0) {
            reasons.add("disk " + Partitions.text(counterpart) + " is too small to be like " + Partitions.text(their)
                    + " of " + template.node() + ", which holds " + contents(their) + LayoutMisfit.OTHER_DISKS);
            return;
        }
        for (JsonNode volume : their.path("volumes")) {
            String name = Partitions.name(volume);
            if (Partitions.size(volume) > 0 && own.volumes().contains(name)) {
                partitions.place(counterpart, name, name.equals(ELASTIC) ? elastic : Partitions.size(volume));
            }
        }
    }

    private String contents(JsonNode disk) {
        List<String> parts = new ArrayList<>();
        disk.path("volumes").forEach(volume -> {
            if (Partitions.size(volume) > 0) {
                parts.add(Partitions.name(volume) + " " + Partitions.gib(Partitions.size(volume)));
            }
        });
        return String.join(", ", parts);
    }

    private static int used(JsonNode disk) {
        return StreamSupport.stream(disk.path("volumes").spliterator(), false)
                .mapToInt(Partitions::size)
                .sum();
    }

    /** What has to have its size, of what this node's roles have at all. */
    private int fixed(JsonNode disk) {
        return StreamSupport.stream(disk.path("volumes").spliterator(), false)
                .filter(volume -> !Partitions.name(volume).equals(ELASTIC)
                        && own.volumes().contains(Partitions.name(volume)))
                .mapToInt(Partitions::size)
                .sum();
    }

    private int elastic(JsonNode disk) {
        return !own.volumes().contains(ELASTIC)
                ? 0
                : StreamSupport.stream(disk.path("volumes").spliterator(), false)
                        .filter(volume -> Partitions.name(volume).equals(ELASTIC))
                        .mapToInt(Partitions::size)
                        .sum();
    }
}
