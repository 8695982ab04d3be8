package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.network.neutron.MarkTags;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;

/** Gives their marks to the groups that a {@link BatchNote} names and that have none, so that it can be deleted. */
final class NoteEnd {
    private NoteEnd() {}

    /** @param project of the target */
    static void of(Cloud cloud, String project) {
        List<ObjectNode> groups = cloud.list(
                Request.get(Service.NETWORK, SecurityGroupType.PATH).query("tenant_id", project),
                SecurityGroupType.LIST);
        List<ObjectNode> marked = NotedGroups.marked(groups);
        for (int i = 0; i < groups.size(); i++) {
            if (marked.get(i) != groups.get(i)) {
                Mark mark = Mark.ofTag(Json.text(marked.get(i), "description")).orElseThrow();
                mark(cloud, groups.get(i), mark);
            }
        }
    }

    private static void mark(Cloud cloud, ObjectNode group, Mark mark) {
        ArrayNode tags = Json.array(Json.texts(group, "tags"));
        String path = SecurityGroupType.PATH + '/' + Request.segment(Json.text(group, "id"));
        if (!MarkTags.put(cloud, path, Json.object("tags", tags.add(mark.tag())), mark)) {
            ObjectNode described =
                    Json.object().put("description", MarkTags.described(Json.text(group, "description"), mark));
            cloud.send(Request.put(Service.NETWORK, path).body(Json.object("security_group", described)));
        }
    }
}
