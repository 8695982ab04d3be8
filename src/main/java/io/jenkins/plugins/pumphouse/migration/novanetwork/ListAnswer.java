package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The answer to a request for one of many objects, or for those that its filters mean. */
final class ListAnswer {
    /** Of a list: not a field of its objects. */
    private static final Set<String> PAGING = Set.of("limit", "marker", "fields", "sort_key", "sort_dir");

    private ListAnswer() {}

    /** @param id of the one that is asked for; null for a list */
    static Optional<ObjectNode> of(Request request, String id, String plural, String single, List<ObjectNode> all) {
        if (id != null) {
            return all.stream()
                    .filter(object -> id.equals(Json.text(object, "id")))
                    .findFirst()
                    .map(object -> Json.object(single, object));
        }
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray(plural);
        all.stream().filter(object -> isMeant(object, request)).forEach(list::add);
        return Optional.of(body);
    }

    /** What belongs to no project is every project's, and is listed with each one's own. */
    private static boolean isMeant(ObjectNode object, Request request) {
        return request.parameters().entrySet().stream()
                .filter(parameter -> !PAGING.contains(parameter.getKey()))
                .allMatch(parameter ->
                        parameter.getValue().contains(String.valueOf(Json.text(object, parameter.getKey())))
                                || parameter.getKey().equals("tenant_id")
                                        && object.path(NovaNetworkFields.COMMON).asBoolean());
    }
}
