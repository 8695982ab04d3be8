package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.function.Supplier;

/** Reads what a service shows of an object only when it is asked for that part. */
public final class PartReading {
    private PartReading() {}

    /**
     * Sets a part of an object that takes a request of its own to read. A part that the service refuses costs this
     * object and no other: it is noted under {@link Resource#UNREAD}, and nothing is written for an object of which not
     * all is known.
     */
    public static void set(ObjectNode json, String field, Supplier<JsonNode> reading) {
        try {
            json.set(field, reading.get());
        } catch (CloudException e) {
            ReadRefusal.passOnOfTheCloud(e);
            json.put(Resource.UNREAD, e.getMessage());
        }
    }
}
