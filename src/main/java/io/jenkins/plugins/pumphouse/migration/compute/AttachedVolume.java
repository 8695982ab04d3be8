package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.model.Resource;

/**
 * A volume as a server has it.
 *
 * @param volume of the same cloud
 * @param device as the server's cloud calls it: {@code /dev/vdb}; tells the order, and nothing of the guest's own names
 * @param withServer whether it is deleted with its server ({@code delete_on_termination})
 * @param boots whether the server boots from it
 */
record AttachedVolume(Resource volume, String device, boolean withServer, boolean boots) {
    String label() {
        return "volume " + (volume.name().isEmpty() ? volume.id() : volume.name());
    }

    /** What has to be equal on both clouds, for a person; so no id, although Nova gives its volumes no name. */
    String shown() {
        return (volume.name().isEmpty() ? "volume without a name" : volume.name()) + " "
                + volume.field("size").asLong() + " GB" + (boots ? ", boots" : "")
                + (withServer ? ", deleted with the server" : "");
    }
}
