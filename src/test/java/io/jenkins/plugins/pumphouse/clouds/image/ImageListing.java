package io.jenkins.plugins.pumphouse.clouds.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A list of images: filters, order and pages. Without a limit a page holds 25 images, as in a Glance that nobody
 * configured.
 */
final class ImageListing {
    private static final int USUAL_PAGE = 25;
    private static final int LARGEST_PAGE = 1000;
    private static final Set<String> NO_FILTERS =
            Set.of("limit", "marker", "sort", "sort_key", "sort_dir", "member_status", "tag", "size_min", "size_max");

    private final Images images;

    ImageListing(Images images) {
        this.images = images;
    }

    Answer answer(Call call) {
        String visibility = call.query("visibility");
        if (visibility != null && !visibilities().contains(visibility)) {
            throw Refused.badRequest("Invalid visibility value: " + visibility);
        }
        List<ObjectNode> rows =
                new ArrayList<>(images.table().where(row -> listed(row, call)).toList());
        sort(rows, call);
        // The marker needs not fit the filters itself: the page begins after its place in the order of all.
        rows.subList(0, from(rows, call.query("marker"))).clear();
        rows.removeIf(row -> call.query().entrySet().stream().anyMatch(filter -> !fits(row, filter)));
        int limit = limit(call.query("limit"));
        List<ObjectNode> page = rows.subList(0, Math.min(rows.size(), limit));
        ObjectNode body = WireJson.object(
                "images",
                WireJson.arrayOf(page.stream().map(images::view).toList()),
                "first",
                link(call, null),
                "schema",
                "/v2/schemas/images");
        // "next" comes with every full page, also when nothing follows.
        if (page.size() == limit && !page.isEmpty()) {
            body.put("next", link(call, WireJson.text(page.get(page.size() - 1), "id")));
        }
        return Answer.ok(body);
    }

    /** Old Glance knows the word "shared" as a filter only. */
    private List<String> visibilities() {
        return images.release().modern()
                ? List.of("public", "private", "shared", "community", "all")
                : List.of("public", "private", "shared");
    }

    /** An administrator sees all; others what is theirs, public, or shared with them and accepted. */
    private boolean listed(ObjectNode row, Call call) {
        boolean hidden = row.path("os_hidden").asBoolean();
        if (hidden != "true".equalsIgnoreCase(call.query("os_hidden"))) {
            return false;
        }
        // Also an administrator's plain list leaves out the community's images of other projects.
        boolean othersOfCommunity = WireJson.text(row, "visibility").equals("community")
                && !Objects.equals(call.caller().projectId(), WireJson.text(row, "owner"));
        if (othersOfCommunity && !List.of("community", "all").contains(String.valueOf(call.query("visibility")))) {
            return false;
        }
        if (othersOfCommunity
                || call.caller().sees(WireJson.text(row, "owner"))
                || WireJson.text(row, "visibility").equals("public")) {
            return true;
        }
        String wanted = call.query("member_status") == null ? "accepted" : call.query("member_status");
        String status =
                images.members().status(WireJson.text(row, "id"), call.caller().projectId());
        return status != null && (wanted.equals("all") || wanted.equals(status));
    }

    private static boolean fits(ObjectNode row, Map.Entry<String, List<String>> filter) {
        String name = filter.getKey();
        String value = filter.getValue().get(0);
        if (name.equals("tag")) {
            return filter.getValue().stream().allMatch(tag -> contains(row.path("tags"), tag));
        }
        if (NO_FILTERS.contains(name) || name.equals("visibility") && value.equals("all") || name.equals("os_hidden")) {
            return true;
        }
        if (value.startsWith("in:")) {
            return List.of(value.substring("in:".length()).split(","))
                    .contains(row.path(name).asText());
        }
        return row.has(name)
                && row.path(name).asText().equals(name.equals("protected") ? value.toLowerCase(Locale.ROOT) : value);
    }

    private static boolean contains(JsonNode tags, String wanted) {
        for (JsonNode tag : tags) {
            if (tag.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static void sort(List<ObjectNode> rows, Call call) {
        // Newest first, unless asked otherwise; the id decides among equals, so that pages never overlap.
        String sort = call.query("sort") != null
                ? call.query("sort")
                : call.query("sort_key") != null
                        ? call.query("sort_key") + ":"
                                + (call.query("sort_dir") == null ? "desc" : call.query("sort_dir"))
                        : "created_at:desc";
        Comparator<ObjectNode> order = null;
        for (String part : sort.split(",")) {
            String key = part.split(":")[0];
            Comparator<ObjectNode> by =
                    Comparator.comparing(row -> row.path(key).asText());
            by = part.endsWith(":asc") ? by : by.reversed();
            order = order == null ? by : order.thenComparing(by);
        }
        rows.sort(order.thenComparing(
                Comparator.comparing((ObjectNode row) -> row.path("id").asText())
                        .reversed()));
    }

    private static int from(List<ObjectNode> rows, String marker) {
        if (marker == null) {
            return 0;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (WireJson.text(rows.get(i), "id").equals(marker)) {
                return i + 1;
            }
        }
        throw Refused.badRequest("No image found with ID " + marker);
    }

    private int limit(String asked) {
        int usual = images.world().behaviour().pageSize("image", USUAL_PAGE);
        if (asked == null) {
            return usual;
        }
        if (!asked.matches("\\d+")) {
            throw Refused.badRequest("limit param must be positive");
        }
        return Math.min(Integer.parseInt(asked), images.world().behaviour().pageSize("image", LARGEST_PAGE));
    }

    private static String link(Call call, String marker) {
        StringBuilder query = new StringBuilder();
        call.query().forEach((name, values) -> {
            if (!name.equals("marker")) {
                values.forEach(value -> query.append(query.length() == 0 ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(encoded(value)));
            }
        });
        if (marker != null) {
            query.append(query.length() == 0 ? "" : "&").append("marker=").append(marker);
        }
        return "/v2/images" + (query.length() == 0 ? "" : "?" + query);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
