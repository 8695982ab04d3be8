package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import io.jenkins.plugins.pumphouse.migration.server.proof.WantedServer;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a plan would come to, one outcome a change, with what an approval of the plan has to hold on to. */
final class PlannedOutcomes {
    /** Of one object; the message has all of them. */
    private static final int MOST_DIFFERENCES = 100;

    /** Differences of an object whose values a plan remembers one by one. */
    private static final int MOST_REPLACED = 1000;

    private static final long GIB = 1L << 30;

    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;

    PlannedOutcomes(Function<Kind, ResourceType> types, CloudInventory source) {
        this.types = types;
        this.source = source;
    }

    List<Outcome> of(Plan plan) {
        return plan.changes().stream().map(this::of).toList();
    }

    private Outcome of(Change change) {
        Resource resource = change.resource();
        End end = switch (change.decision()) {
            case CREATE -> End.CREATED;
            case REUSE -> End.REUSED;
            case UPDATE -> End.UPDATED;
            case DELETE -> End.DELETED;
            case ROLL_BACK -> End.ofRollback(change.resource());
            case SKIP -> End.SKIPPED;
            case CONFLICT -> End.CONFLICT;
        };
        String differences =
                change.differences().stream().map(Difference::toString).collect(Collectors.joining(", "));
        String message = List.of(differences, change.reason(), change.told()).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return new Outcome(
                resource.kind().word(),
                resource.name(),
                resource.id(),
                change.existing().map(Resource::id).orElse(null),
                end,
                message,
                0,
                facts(change),
                change.requested());
    }

    private Map<String, Serializable> facts(Change change) {
        Map<String, Serializable> facts = new TreeMap<>();
        if (change.decision() == Decision.CREATE || change.decision() == Decision.UPDATE) {
            facts.put(ApprovedPlan.FINGERPRINT, fingerprint(change.resource()) + replaced(change));
        }
        if (!change.differences().isEmpty()) {
            facts.put(
                    "differences",
                    change.differences().stream()
                            .limit(MOST_DIFFERENCES)
                            .map(Difference::toString)
                            .collect(Collectors.toCollection(ArrayList::new)));
        }
        long bytes = change.decision() == Decision.CREATE ? bytes(change.resource()) : 0;
        if (bytes > 0) {
            facts.put("bytes", bytes);
        }
        return facts;
    }

    /** As far as the object itself tells: what is known of servers is in the forecast of their downtime. */
    private static long bytes(Resource resource) {
        long size = resource.field("size").asLong();
        return resource.kind().equals(Kind.IMAGE) ? size : resource.kind().equals(VolumeType.KIND) ? size * GIB : 0;
    }

    /**
     * Of what the object is to be on the target: all that matters of the source's, and nothing of its clocks. What it
     * refers to stands in it as on the source, so that it stays the same when a part of the plan has been applied.
     */
    private String fingerprint(Resource resource) {
        ResourceType type = types.apply(resource.kind());
        ObjectNode wanted = type.wanted(resource, source, new Translation(), source.mapping());
        wanted.remove(WantedServer.MOVE); // how far a move has come
        return digest(canonical(wanted), 16);
    }

    /**
     * One word for each value of the target's that an update replaces; none where they are too many for a file, and
     * none of what moves in several runs, whose target differs from run to run.
     */
    private static String replaced(Change change) {
        List<Difference> differences = change.differences();
        boolean atOnce = !List.of(Kind.SERVER, VolumeType.KIND)
                .contains(change.resource().kind());
        return change.decision() == Decision.UPDATE && atOnce && differences.size() <= MOST_REPLACED
                ? differences.stream()
                        .map(difference -> " " + digest(difference.field() + "\n" + difference.target(), 4))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining())
                : "";
    }

    private static String digest(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The same text for the same object, in whatever order a service shows its fields. */
    private static String canonical(JsonNode json) {
        if (json instanceof ObjectNode object) {
            Map<String, String> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            return fields.toString();
        }
        if (json.isArray()) {
            List<String> elements = new ArrayList<>();
            json.forEach(element -> elements.add(canonical(element)));
            return elements.stream().sorted().toList().toString();
        }
        return json.toString();
    }
}
