package io.jenkins.plugins.pumphouse.migration.fit;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * What Glance allows the account's project ({@code info/usage}, since Xena, where limits are in Keystone): the number
 * of images, and their size in MiB. A Glance without such limits tells none.
 */
final class ImageLimits implements FitProbe {
    private static final long MIB = 1L << 20;

    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        List<Resource> images = needs.made(Kind.IMAGE).toList();
        Cloud cloud = needs.cloud();
        if (images.isEmpty() || !cloud.has(Service.IMAGE)) {
            return List.of(); // without an image service the plan was not made
        }
        List<FitRow> rows = new ArrayList<>();
        try {
            JsonNode usage = cloud.get(Service.IMAGE, "/info/usage").path("usage");
            row(usage.path("image_count_total"), cloud, "images", images.size(), rows);
            long bytes = images.stream()
                    .mapToLong(image -> image.field("size").asLong())
                    .sum();
            row(usage.path("image_size_total"), cloud, "MiB of images", (bytes + MIB - 1) / MIB, rows);
        } catch (CloudException.NotFound e) {
            return List.of(); // a Glance before Xena knows no such limits
        } catch (CloudException e) {
            rows.add(FitRow.unknown(cloud.name(), "images", images.size(), e.getMessage()));
        }
        return rows;
    }

    private static void row(JsonNode limit, Cloud cloud, String what, long needed, List<FitRow> rows) {
        long most = limit.path("limit").asLong(-1);
        long used = limit.path("usage").asLong();
        if (most >= 0) {
            rows.add(FitRow.counted(
                    State.LACKS,
                    "project " + cloud.caller().projectName(),
                    what,
                    needed,
                    most - used,
                    used + " of " + most + " are used"));
        }
    }
}
