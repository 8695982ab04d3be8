package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Places the volumes of a node's roles on its disks as the configuration says: those with a size first, then those that
 * take the rest.
 */
final class DisksByRule {

    private final Equipment own;
    private final List<String> reasons;
    private final Partitions partitions;

    DisksByRule(Equipment own, List<String> reasons) {
        this.own = own;
        this.reasons = reasons;
        this.partitions = new Partitions(own);
    }

    ArrayNode place(List<DiskRule> rules) {
        if (own.disks().isEmpty()) {
            reasons.add("it has no disk");
            return null;
        }
        Set<String> missing = new TreeSet<>(own.volumes());
        rules.forEach(rule -> missing.remove(rule.volume()));
        missing.forEach(volume -> reasons.add("its roles need a volume " + volume
                + ", for which disks gives no rule: add " + volume + " with its size, or rest"));
        List<DiskRule> known = rules.stream().filter(this::isKnown).toList();
        known.stream().filter(rule -> rule.sizeMiB() != null).forEach(this::placeSize);
        placeRest(known.stream().filter(rule -> rule.sizeMiB() == null).toList());
        return partitions.body();
    }

    private boolean isKnown(DiskRule rule) {
        if (own.volumes().contains(rule.volume())) {
            return true;
        }
        reasons.add("its roles have no volume " + rule.volume() + " but " + String.join(", ", own.volumes())
                + ": take it out of disks");
        return false;
    }

    private void placeSize(DiskRule rule) {
        disk(rule).ifPresent(disk -> {
            int left = partitions.left(disk);
            if (rule.sizeMiB() > left) {
                reasons.add("volume " + rule.volume() + " needs " + Partitions.gib(rule.sizeMiB()) + " on "
                        + Partitions.text(disk) + ", where " + Partitions.gib(Math.max(0, left))
                        + " are left: lower a size in disks,"
                        + " or name another disk with on");
            }
            partitions.place(disk, rule.volume(), rule.sizeMiB());
        });
    }

    private void placeRest(List<DiskRule> rules) {
        Map<JsonNode, Integer> free = new HashMap<>();
        Map<JsonNode, Integer> takers = new HashMap<>();
        all().forEach(disk -> free.put(disk, Math.max(0, partitions.left(disk))));
        rules.forEach(rule -> disks(rule).forEach(disk -> takers.merge(disk, 1, Integer::sum)));
        for (DiskRule rule : rules) {
            int sum = 0;
            List<JsonNode> chosen = disks(rule).toList();
            for (JsonNode disk : chosen) {
                int share = free.get(disk) / takers.get(disk);
                partitions.place(disk, rule.volume(), share);
                sum += share;
            }
            if (sum == 0 && !chosen.isEmpty()) {
                reasons.add("nothing is left for volume " + rule.volume() + " on "
                        + String.join(
                                ", ", chosen.stream().map(Partitions::text).toList())
                        + ": lower the size of another volume in disks, or name another disk with on");
            }
        }
    }

    // The base system has to be on one disk (fuel-web, "Base system should be allocated on one disk only").
    private Stream<JsonNode> disks(DiskRule rule) {
        return rule.disk() == null && !rule.volume().equals("os") ? all() : disk(rule).stream();
    }

    private Optional<JsonNode> disk(DiskRule rule) {
        String wanted = rule.disk() == null ? "first" : rule.disk();
        Comparator<JsonNode> bySize = Comparator.comparingInt(Partitions::size);
        Optional<JsonNode> found = switch (wanted) {
            case "first" -> all().findFirst();
            case "largest" -> all().max(bySize);
            case "smallest" -> all().min(bySize);
            case "ssd" -> all().filter(own::isSolid).findFirst();
            default ->
                all().filter(disk -> Partitions.name(disk).equals(wanted)
                                || disk.path("id").asText().equals(wanted))
                        .findFirst();
        };
        if (found.isEmpty()) {
            String reason = "volume " + rule.volume() + " shall be on " + wanted + ", which it does not have but "
                    + Partitions.list(own.disks()) + ": name one of these with on";
            if (!reasons.contains(reason)) {
                reasons.add(reason);
            }
        }
        return found;
    }

    private Stream<JsonNode> all() {
        return StreamSupport.stream(own.disks().spliterator(), false);
    }
}
