package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Nailgun's volume manager: what it proposes for a node's roles, and what it refuses. */
final class NodeDisks {
    private static final int OS_MIB = 55296;
    private static final int RESERVED_MIB = 500;
    private static final int RESERVED_FOR_A_VOLUME_MIB = 64;

    private final Edition edition;

    NodeDisks(Edition edition) {
        this.edition = edition;
    }

    /** Which volumes a node of these roles may have. */
    static ArrayNode kinds(Set<String> roles) {
        ArrayNode kinds = WireJson.array();
        kinds.add(WireJson.object("name", "os", "label", "Base System", "min_size", OS_MIB));
        if (roles.contains("compute")) {
            kinds.add(WireJson.object("name", "vm", "label", "Virtual Storage", "min_size", 5120));
        }
        if (roles.contains("cinder")) {
            kinds.add(WireJson.object("name", "cinder", "label", "Cinder", "min_size", 1536));
        }
        return kinds;
    }

    /** What a node of these roles gets: the system on its first disk, the rest to the roles' volumes. */
    ArrayNode proposed(JsonNode meta, Set<String> roles) {
        List<String> rest = new ArrayList<>();
        if (roles.contains("compute")) {
            rest.add("vm");
        }
        if (roles.contains("cinder")) {
            rest.add("cinder");
        }
        if (roles.contains("controller")) {
            rest.add("image");
        }
        ArrayNode disks = WireJson.array();
        for (JsonNode drive : meta.path("disks")) {
            int size = (int) (drive.path("size").asLong() / (1024 * 1024))
                    - RESERVED_MIB
                    - (roles.isEmpty() ? 0 : RESERVED_FOR_A_VOLUME_MIB * (1 + rest.size()));
            ArrayNode volumes = WireJson.array();
            if (!roles.isEmpty()) {
                int os = disks.isEmpty() ? Math.min(OS_MIB, size) : 0;
                volumes.add(volume("os", os));
                for (String name : rest) {
                    volumes.add(volume(name, (size - os) / rest.size()));
                }
            }
            disks.add(disk(drive, size, volumes, disks.isEmpty() && !roles.isEmpty()));
        }
        return disks;
    }

    private ObjectNode disk(JsonNode drive, int size, ArrayNode volumes, boolean bootable) {
        ObjectNode disk = WireJson.object(
                "id",
                drive.path("disk").asText(),
                "name",
                drive.path("name").asText(),
                "size",
                size,
                "extra",
                drive.path("extra"),
                "volumes",
                volumes);
        return edition.lifeCycle() ? disk.put("bootable", bootable) : disk;
    }

    private ObjectNode volume(String name, int size) {
        ObjectNode volume = WireJson.object("name", name, "size", size);
        return edition.lifeCycle() ? volume.put("keep_data", false) : volume;
    }

    /** Checks a body of PUT and puts it over what there was. */
    ArrayNode put(ArrayNode known, JsonNode body) {
        if (body.isEmpty()) {
            throw Refused.badRequest("Node seems not to have disks");
        }
        int systems = 0;
        ArrayNode merged = WireJson.array();
        for (JsonNode old : known) {
            ObjectNode disk = old.deepCopy();
            for (JsonNode wanted : body) {
                if (wanted.path("id").equals(old.path("id"))) {
                    disk.set("volumes", volumes(wanted, old.path("size").asInt()));
                }
            }
            for (JsonNode volume : disk.path("volumes")) {
                systems += volume.path("name").asText().equals("os")
                                && volume.path("size").asInt() > 0
                        ? 1
                        : 0;
            }
            merged.add(disk);
        }
        if (systems > 1) {
            throw Refused.badRequest("Base system should be allocated on one disk only");
        }
        return merged;
    }

    private ArrayNode volumes(JsonNode wanted, int size) {
        ArrayNode volumes = WireJson.array();
        int sum = 0;
        for (JsonNode volume : wanted.path("volumes")) {
            sum += volume.path("size").asInt();
            volumes.add(volume(volume.path("name").asText(), volume.path("size").asInt()));
        }
        if (sum > size) {
            throw Refused.badRequest("Not enough free space on disk: " + Python.text(wanted));
        }
        return volumes;
    }
}
