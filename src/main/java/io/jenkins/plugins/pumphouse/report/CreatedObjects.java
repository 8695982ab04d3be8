package io.jenkins.plugins.pumphouse.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.FieldUpdate;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the reports of a build say of the objects that it has created or updated on the target, servers aside, and of
 * the quotas that it has set on it.
 */
public final class CreatedObjects {
    private static final String BEFORE = "quotasBefore";
    private static final String AFTER = "quotasAfter";
    /** What is set and never made. */
    private static final Set<String> QUOTAS = Set.of("quota", "user quota", "default quota");

    private static final ObjectMapper JSON = new ObjectMapper();

    private CreatedObjects() {}

    /**
     * Each once, in the order of their making; nothing of a dry run.
     *
     * @throws IOException when a report cannot be read, as some of it may be in it
     */
    public static List<CreatedObject> of(MigrationAction build) throws IOException {
        return of(build.files());
    }

    static List<CreatedObject> of(List<File> reports) throws IOException {
        Set<CreatedObject> created = new LinkedHashSet<>();
        ReportFile.objects(reports).forEach(object -> add(object, created));
        return List.copyOf(created);
    }

    /**
     * Keeps them in a file of the build that is to remove them: there may be thousands, which its stored program must
     * not carry along.
     *
     * @param step its place in that build, the same before and after a restart
     */
    public static void keep(MigrationAction build, String step, List<CreatedObject> objects) throws IOException {
        ReportExport.written(build.directory(), name(step), JSON.writeValueAsString(objects));
    }

    /** What {@link #keep} has kept. */
    public static List<CreatedObject> kept(MigrationAction build, String step) throws IOException {
        return JSON.readValue(new File(build.directory(), name(step)), new TypeReference<List<CreatedObject>>() {});
    }

    private static String name(String step) {
        return "to-remove-" + step + ".json";
    }

    private static void add(Map<?, ?> resource, Set<CreatedObject> created) {
        List<FieldUpdate> updates = updates(resource.get(FieldUpdate.FACT));
        if (resource.get("type") instanceof String kind
                && (isCreated(resource) || QUOTAS.contains(kind) || !updates.isEmpty())
                && !"server".equals(kind)
                && resource.get("source") instanceof String source
                && resource.get("target") instanceof String target) {
            CreatedObject object = new CreatedObject(
                    kind,
                    String.valueOf(resource.get("name")),
                    source,
                    target,
                    numbers(resource.get(BEFORE)),
                    numbers(resource.get(AFTER)),
                    QUOTAS.contains(kind) ? List.of() : updates);
            if (!QUOTAS.contains(kind) || !object.after().isEmpty()) {
                created.add(object);
            }
        }
    }

    /** Also what is on the target, and does not read back as it was written. */
    private static boolean isCreated(Map<?, ?> resource) {
        String created = Outcome.End.CREATED.word();
        return created.equals(resource.get("outcome")) || created.equals(resource.get(Outcome.WRITTEN));
    }

    private static List<FieldUpdate> updates(Object fact) {
        return fact instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(each -> FieldUpdate.of((Map<?, ?>) each))
                        .toList()
                : List.of();
    }

    private static Map<String, Long> numbers(Object values) {
        Map<String, Long> numbers = new TreeMap<>();
        if (values instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof Number number) {
                    numbers.put(String.valueOf(key), number.longValue());
                }
            });
        }
        return numbers;
    }
}
