package io.jenkins.plugins.pumphouse.migration.server.note;

import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The differences between a server and its copy that the operator has accepted by name: of all servers of the step
 * ({@code description}), or of one ({@code db-1: description}). They stand on the source's server beside its mark, so
 * that the clean-up respects them.
 *
 * @param names as the operator has written them
 */
public record Accepted(List<String> names) {
    /** On the source's server, as a list with commas. */
    public static final String KEY = "pumphouse_accepted";

    private static final int LONGEST_VALUE = 255;

    /** What was accepted when a server was marked as moved. */
    public static Set<String> of(Resource server) {
        String accepted = Json.text(server.field("metadata"), KEY);
        return accepted == null || accepted.isEmpty() ? Set.of() : Set.of(accepted.split(", *"));
    }

    /** Whether the operator has accepted that a server differs in a field. */
    public boolean covers(Resource server, Difference difference) {
        LedgerItem item = LedgerItem.ofField(difference.field());
        return covers(server, difference.field()) || covers(server, item.word());
    }

    /** Whether the operator has accepted a loss that is known before the move. */
    public boolean covers(Resource server, Loss loss) {
        return covers(server, loss.item().word());
    }

    private boolean covers(Resource server, String field) {
        return names.stream()
                .map(String::strip)
                .anyMatch(name -> name.equals(field)
                        || name.equals(server.name() + ": " + field)
                        || name.equals(server.id() + ": " + field));
    }

    /** The argument that accepts what is left: {@code accept: ['db-1: description']}. */
    public static String argument(Resource server, List<Difference> differences) {
        List<String> names = new ArrayList<>();
        differences.forEach(difference -> names.add("'" + server.name() + ": " + difference.field() + "'"));
        return "accept: [" + String.join(", ", names) + "]";
    }

    /** A value of the metadata key; fields that do not fit have to be accepted again by the clean-up's reader. */
    public static String value(Set<String> fields) {
        StringBuilder value = new StringBuilder();
        for (String field : new TreeSet<>(fields)) {
            if (value.length() + field.length() + 1 <= LONGEST_VALUE) {
                value.append(value.isEmpty() ? "" : ",").append(field);
            }
        }
        return value.toString();
    }
}
