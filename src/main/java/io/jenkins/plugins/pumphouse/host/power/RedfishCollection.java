package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A collection of a Redfish service, which may come in several pages (DSP0266, 7.3). */
final class RedfishCollection {

    /** A machine has a dozen interfaces; more pages and members than these are no machine's. */
    private static final int PAGES_AT_MOST = 16;

    private static final int MEMBERS_AT_MOST = 128;

    private RedfishCollection() {}

    /**
     * The paths of what a collection has.
     *
     * @param reader reads a further page; empty where the service does not show it
     */
    static List<String> members(Optional<JsonNode> collection, Function<String, Optional<JsonNode>> reader) {
        List<String> members = new ArrayList<>();
        Optional<JsonNode> page = collection;
        for (int pages = 1; page.isPresent() && members.size() < MEMBERS_AT_MOST; pages++) {
            page.get()
                    .path("Members")
                    .forEach(member -> members.add(member.path("@odata.id").asText("")));
            String next = page.get().path("Members@odata.nextLink").asText("");
            page = next.isEmpty() || pages == PAGES_AT_MOST ? Optional.empty() : reader.apply(next);
        }
        return members.stream()
                .filter(member -> !member.isEmpty())
                .distinct()
                .limit(MEMBERS_AT_MOST)
                .toList();
    }
}
