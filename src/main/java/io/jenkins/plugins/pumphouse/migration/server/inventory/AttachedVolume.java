package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import java.util.Optional;

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

    /** Why a server cannot come with it: an administrator can attach such a volume, and nobody can boot with it. */
    Optional<String> ofAnotherProject(Resource server) {
        String owner = volume.text("os-vol-tenant-attr:tenant_id");
        return owner == null || owner.equals(server.text("tenant_id"))
                ? Optional.empty()
                : Optional.of("has " + label() + ", which belongs to another project, " + owner
                        + ", so that its copy could not boot with it; detach it, then give it to the server's project"
                        + " (openstack volume transfer request create)");
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
