package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * Tags with a mark among them. Neutron before Xena takes tags of 60 characters (neutron/extensions/tagging.py), and no
 * API tells which it is: a mark with the name of a cloud of more than six letters is refused by it. Then it stays in
 * the description, as in a Neutron without tags, and a short tag says so: without that one, the run that made the
 * object was interrupted before it could set tags at all.
 */
public final class MarkTags {
    private static final int SHORT = 60;

    /** Tag of an object that keeps its mark in the description. */
    static final String IN_DESCRIPTION = "pumphouse_in_description";

    private MarkTags() {}

    /** Whether a Neutron may refuse a mark because of its length. */
    static boolean mayBeRefused(Mark mark) {
        return mark.tag().length() > SHORT;
    }

    /** Whether an object has its mark in the description because no tag can have it. */
    static boolean areTooShort(JsonNode object) {
        return Json.texts(object, "tags").contains(IN_DESCRIPTION)
                && Mark.ofTag(Json.text(object, "description")).isPresent();
    }

    /**
     * Sets the tags of an object.
     *
     * @param path of the object
     * @param tags the body, with the mark among them
     * @return whether the mark is among them; else the description has to keep it: {@link #described}
     */
    public static boolean put(Cloud cloud, String path, ObjectNode tags, Mark mark) {
        Request put = Request.put(Service.NETWORK, path + "/tags");
        try {
            cloud.send(put.body(tags));
            return true;
        } catch (CloudException.Rejected e) {
            if (!mayBeRefused(mark)) {
                throw e;
            }
            List<String> own = new ArrayList<>(Json.texts(tags, "tags"));
            own.remove(mark.tag());
            own.add(IN_DESCRIPTION);
            cloud.send(put.body(Json.object("tags", Json.array(own))));
            return false;
        }
    }

    /** A description with the mark behind the owner's words. */
    public static String described(String words, Mark mark) {
        ObjectNode described = Json.object().put("description", words);
        Marking.TAG.write(described, mark);
        return Json.text(described, "description");
    }

    /** What the result says of a description that had to keep the mark; nothing where all words are in it. */
    public static List<String> told(String words, Mark mark) {
        String kept = Marking.fitting(words, mark.tag());
        return kept.length() == words.length()
                ? List.of()
                : List.of("left behind: the end of its description: " + words.substring(kept.length())
                        + " (the mark of Pumphouse needs the room, as the target takes tags of 60 characters)");
    }
}
