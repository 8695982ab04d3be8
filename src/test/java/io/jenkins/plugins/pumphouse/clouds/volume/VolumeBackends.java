package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashMap;
import java.util.Map;

/** The backends of a Cinder, and in which of them a volume is. */
final class VolumeBackends {
    /** Where volumes are whose type names no other backend. */
    private static final String DISK = "disk";

    /** Of a row: the backend in which it is; only the simulator knows it so. */
    static final String KEY = "backend";

    private final Map<String, Storage> backends = new HashMap<>(Map.of(DISK, new Storage()));

    /** A backend that this Cinder shares with others. */
    void mount(String backend, Storage storage) {
        backends.put(backend, storage);
    }

    /** The backend that a type names, in the words of its extra specs. */
    static String backend(ObjectNode type) {
        String named = WireJson.text(type.path("extra_specs"), "volume_backend_name");
        return named == null ? DISK : named;
    }

    /** Null where this Cinder has no such backend. */
    Storage storage(String backend) {
        return backends.get(backend);
    }

    Storage storage(ObjectNode row) {
        return backends.get(WireJson.text(row, KEY));
    }

    static String backendOf(ObjectNode row) {
        return WireJson.text(row, KEY);
    }

    static String pool(ObjectNode row) {
        return "controller@" + backendOf(row) + "#" + backendOf(row);
    }

    /** What the backend calls a volume, by the template that all installations have. */
    static String name(ObjectNode row) {
        String nameId = WireJson.text(row, "os-vol-mig-status-attr:name_id");
        return "volume-" + (nameId == null ? WireJson.text(row, "id") : nameId);
    }
}
