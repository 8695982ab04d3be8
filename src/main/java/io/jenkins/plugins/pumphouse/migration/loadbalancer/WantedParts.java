package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a load balancer as the target is to have them, beside those that it has. A part of the target carries
 * the mark of its original as a tag, so that what an interrupted run has made is found again.
 */
final class WantedParts {
    private final ObjectNode node;
    private final List<Part> wanted;
    private final Map<Mark, Part> existing = new HashMap<>();

    /**
     * @param wanted out of {@link #of}
     * @param balancer the target's; may be one of which nothing is made yet
     */
    WantedParts(ObjectNode wanted, ObjectNode balancer) {
        this.node = wanted;
        this.wanted = BalancerParts.of(wanted);
        BalancerParts.of(balancer).forEach(part -> part.mark().ifPresent(mark -> existing.put(mark, part)));
    }

    /** What the parts of {@code balancer} are to be, each under the id that its original has. */
    static ArrayNode of(Resource balancer, CloudInventory source, Translation translation) {
        ArrayNode parts = Json.object().putArray(Part.FIELD);
        for (Part part : BalancerParts.of(balancer.json())) {
            ObjectNode fields = PartFields.of(part.sort()).copied(part.json());
            String subnet = Json.text(part.json(), "subnet_id");
            if (subnet != null) {
                fields.put("subnet_id", translation.id(SubnetType.KIND, subnet));
            }
            for (String reference : PartFields.POOL_REFERENCES) {
                String pool = Json.text(part.json(), reference);
                if (pool != null) {
                    fields.put(reference, pool);
                }
            }
            Mark mark = new Mark(source.cloud().name(), part.id());
            fields.put("id", part.id()).setAll(Marking.tagged(Marking.ownTags(part.json()), mark));
            parts.add(new Part(part.sort(), part.id(), part.parent(), fields).node());
        }
        return parts;
    }

    /** The load balancer that is wanted. */
    ObjectNode wanted() {
        return node;
    }

    /** The same once a part was made. */
    WantedParts with(Part part, String parent, ObjectNode made) {
        existing.put(part.mark().orElseThrow(), new Part(part.sort(), Json.text(made, "id"), parent, made));
        return this;
    }

    /** What a part is to belong to on the target: the load balancer of that id, or the copy of another part. */
    String parent(Part part, String balancer) {
        return "loadbalancer_id".equals(part.sort().parentField)
                ? balancer
                : copyOf(part.parent())
                        .orElseThrow(() -> new MigrationException(
                                part.label() + " belongs to a part that is not on the target. Run again."));
    }

    /** All that is wanted, what others need first. */
    List<Part> all() {
        return wanted.stream().sorted((a, b) -> a.sort().compareTo(b.sort())).toList();
    }

    /** What the target has for a wanted part. */
    Optional<Part> existing(Part part) {
        return part.mark().map(existing::get);
    }

    /** What the target has of parts that were taken from the original, what needs others first. */
    List<Part> left() {
        return existing.entrySet().stream()
                .filter(entry -> wanted.stream()
                        .noneMatch(part ->
                                part.mark().filter(entry.getKey()::equals).isPresent()))
                .map(Map.Entry::getValue)
                .sorted((a, b) -> b.sort().compareTo(a.sort()))
                .toList();
    }

    /**
     * A wanted part in the target's terms: a reference to a pool is the id of that pool's copy.
     *
     * @return without a reference to a pool that is not made yet
     */
    ObjectNode fields(Part part) {
        ObjectNode fields = part.json().deepCopy();
        fields.remove("id");
        for (String reference : PartFields.POOL_REFERENCES) {
            if (fields.has(reference)) {
                Optional<String> pool = copyOf(Json.text(fields, reference));
                fields.remove(reference);
                pool.ifPresent(id -> fields.put(reference, id));
            }
        }
        return fields;
    }

    /** The id on the target of what stands for a part of the original. */
    Optional<String> copyOf(String id) {
        return wanted.stream()
                .filter(part -> part.id().equals(id))
                .findFirst()
                .flatMap(this::existing)
                .map(Part::id);
    }
}
