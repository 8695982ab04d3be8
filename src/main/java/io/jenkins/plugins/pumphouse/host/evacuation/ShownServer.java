package io.jenkins.plugins.pumphouse.host.evacuation;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import io.jenkins.plugins.pumphouse.openstack.note.ServerNotes;
import java.util.List;
import java.util.Optional;

/** A server as Nova showed it. */
record ShownServer(JsonNode json) {
    String id() {
        return text("id");
    }

    String name() {
        return text("name");
    }

    String status() {
        return text("status");
    }

    /** What Nova does with it now; null when nothing. */
    String task() {
        return json.path("OS-EXT-STS:task_state").asText(null);
    }

    /** Empty while it is on none. */
    String host() {
        return text("OS-EXT-SRV-ATTR:host");
    }

    boolean isOn(String hypervisor) {
        return host().equals(hypervisor);
    }

    /** Whether the target has a copy of it, and this one is only kept. */
    boolean isMoved() {
        return json.path("metadata").has(ServerNotes.MOVED_TO);
    }

    boolean isBeingTakenBack() {
        return json.path("metadata").has(ServerNotes.ROLLBACK);
    }

    /** Who moves it to the target, or was interrupted in that. */
    List<MoverNote> movers() {
        return MoverNote.of(json.path("metadata"));
    }

    /** Whether it is off, so that its copy is the one that runs. */
    boolean rests() {
        return status().equals("SHUTOFF") || status().startsWith("SHELVED");
    }

    /** How many volumes it has. */
    int volumes() {
        return json.path("os-extended-volumes:volumes_attached").size();
    }

    /** That an evacuation migrates it cold; empty when none does. */
    Optional<EvacuationMark> mark() {
        return EvacuationMark.of(json.path("metadata"));
    }

    /** Whether it leaves a hypervisor on behalf of an evacuation. */
    boolean leaves(String hypervisor) {
        return mark().filter(mark -> mark.host().equals(hypervisor)).isPresent();
    }

    /** One that is booted from a volume has an empty text for an image. */
    boolean isFromVolume() {
        return !json.path("image").isObject();
    }

    /** Why it is in error; empty when Nova does not say. */
    String fault() {
        return json.path("fault").path("message").asText("");
    }

    private String text(String field) {
        return json.path(field).asText("");
    }
}
