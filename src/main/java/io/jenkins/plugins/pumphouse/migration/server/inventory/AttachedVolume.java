package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;

/**
 * A volume as a server has it.
 *
 * @param volume of the same cloud
 * @param device as the server's cloud calls it: {@code /dev/vdb}; tells the order, and nothing of the names inside the
 *     server
 * @param withServer whether it is deleted with its server ({@code delete_on_termination})
 * @param boots whether the server boots from it
 * @param tag of the device; empty without one, and where the cloud does not show it
 * @param detached whether a move has detached it for the target to adopt it ({@link DetachedVolume})
 */
public record AttachedVolume(
        Resource volume, String device, boolean withServer, boolean boots, String tag, boolean detached) {
    public String label() {
        return "volume " + TargetVolume.shown(volume);
    }

    /** What has to be equal on both clouds; so no id, although Nova gives the volumes that it makes no name. */
    public String compared() {
        return described(volume.name());
    }

    /** The same for a person. */
    public String shown() {
        return described(TargetVolume.shown(volume));
    }

    private String described(String name) {
        return name + " " + volume.field("size").asLong() + " GB" + (boots ? ", boots" : "")
                + (withServer && !detached ? ", deleted with the server" : "");
    }
}
