package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Sha256;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.proof.WantedServer;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an approval of a plan holds on to of an object that the plan writes, as words that differ when it does. */
final class Fingerprint {
    /** Differences of an object whose values a plan remembers one by one. */
    private static final int MOST_REPLACED = 1000;

    /** A placeholder of {@link Translation}, or an id that services make up. */
    private static final Pattern ID =
            Pattern.compile("\\(new [^()]* ([^() ]+)\\)|[0-9a-f]{32,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;
    private final Map<String, String> sources;

    Fingerprint(Function<Kind, ResourceType> types, CloudInventory source, Translation translation) {
        this.types = types;
        this.source = source;
        this.sources = translation.sources();
    }

    String of(Change change) {
        return of(change.resource()) + replaced(change);
    }

    /** Whether an object looks the same after every run; servers and volumes move in several. */
    static boolean isAtOnce(Change change) {
        return !List.of(Kind.SERVER, VolumeType.KIND).contains(change.resource().kind());
    }

    /**
     * Of what the object is to be on the target: all that matters of the source's, and nothing of its clocks. What it
     * refers to stands in it as on the source, so that it stays the same when a part of the plan has been applied.
     */
    private String of(Resource resource) {
        ResourceType type = types.apply(resource.kind());
        ObjectNode wanted = type.wanted(resource, source, new Translation(), source.mapping());
        wanted.remove(WantedServer.MOVE); // how far a move has come
        return Sha256.hex(canonical(wanted) + source.mapping().of(resource).orElse(""), 16);
    }

    /**
     * One word for each value of the target's that an update replaces, with what replaces it; none where they are too
     * many for a file, and none of what moves in several runs, whose target differs from run to run.
     */
    private String replaced(Change change) {
        List<Difference> differences = change.differences();
        return change.decision() == Decision.UPDATE && isAtOnce(change) && differences.size() <= MOST_REPLACED
                ? differences.stream()
                        .map(each -> each.field() + "\n" + asOnSource(each.source()) + "\n" + each.target())
                        .map(text -> " " + Sha256.hex(text, 4))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining())
                : "";
    }

    /** A text with the source's ids for the target's, so that it stays the same when a part of the plan was applied. */
    private String asOnSource(String text) {
        return ID.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null ? found.group(1) : sources.getOrDefault(found.group(), found.group())));
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
