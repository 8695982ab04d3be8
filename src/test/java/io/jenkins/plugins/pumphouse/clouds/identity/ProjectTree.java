package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** What Keystone refuses of projects because of those above and below them (keystone/resource/core.py). */
final class ProjectTree {
    private ProjectTree() {}

    static void checkNew(Directory directory, ObjectNode project) {
        for (ObjectNode at = above(directory, project); at != null; at = above(directory, at)) {
            if (!Directory.enabled(at)) {
                throw Refused.badRequest("cannot create a project in a branch containing a disabled project: "
                        + WireJson.text(at, "id"));
            }
        }
    }

    static void checkChange(Directory directory, ObjectNode former, ObjectNode next) {
        String id = WireJson.text(next, "id");
        if (!Directory.enabled(former) && Directory.enabled(next)) {
            for (ObjectNode at = above(directory, next); at != null; at = above(directory, at)) {
                if (!Directory.enabled(at)) {
                    throw Refused.forbidden("Cannot enable project " + id + " since it has disabled parents");
                }
            }
        }
        boolean isUsed = directory.projects.all().stream()
                .filter(Directory::enabled)
                .anyMatch(other -> isBelow(directory, other, id));
        if (Directory.enabled(former) && !Directory.enabled(next) && isUsed) {
            throw Refused.forbidden("Cannot disable project " + id + " since its subtree contains enabled projects.");
        }
    }

    private static boolean isBelow(Directory directory, ObjectNode project, String id) {
        for (ObjectNode at = above(directory, project); at != null; at = above(directory, at)) {
            if (id.equals(WireJson.text(at, "id"))) {
                return true;
            }
        }
        return false;
    }

    /** The parent of a project, which may be its domain; null of a domain. */
    private static ObjectNode above(Directory directory, ObjectNode project) {
        String parent = WireJson.text(project, "parent_id");
        if (parent == null) {
            return null;
        }
        return directory.projects.has(parent) ? directory.projects.get(parent) : directory.domains.get(parent);
    }
}
