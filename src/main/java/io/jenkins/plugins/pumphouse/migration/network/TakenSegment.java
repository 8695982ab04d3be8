package io.jenkins.plugins.pumphouse.migration.network;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A segment that a network keeps, and that the target has given to another. */
public final class TakenSegment {
    private TakenSegment() {}

    /** Who has a segment of {@code network} on the target; empty where nobody has one, or none need be kept. */
    public static Optional<String> of(Resource network, CloudInventory source, CloudInventory target) {
        return of(ProviderChoice.of(network, source), target);
    }

    static Optional<String> of(ProviderChoice choice, CloudInventory target) {
        List<Segment> kept = choice.kept();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Map<Segment, Resource> owners = target.fact(TakenSegment.class, () -> owners(target));
        return kept.stream()
                .filter(owners::containsKey)
                .findFirst()
                .map(segment -> (kept.size() > 1 ? "one of its segments (" : "its segment (") + segment
                        + ") is taken on " + target.cloud().name() + " by "
                        + owners.get(segment).label() + ". Name that network in mapping: if it is the same segment");
    }

    private static Map<Segment, Resource> owners(CloudInventory target) {
        Map<Segment, Resource> owners = new HashMap<>();
        target.list(NetworkType.KIND, Scope.ALL)
                .forEach(
                        network -> Segment.of(network.json()).forEach(segment -> owners.putIfAbsent(segment, network)));
        return owners;
    }
}
