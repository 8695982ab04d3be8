package io.jenkins.plugins.pumphouse.migration.volume;

import io.jenkins.plugins.pumphouse.migration.image.ImageRequests;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.function.UnaryOperator;

/** What the changes of volumes send. */
public final class VolumeRequests {
    private static final String VOLUMES = "/volumes";
    private static final String VOLUME = "/volumes/{id}";
    private static final String ACTION = "/volumes/{id}/action";
    private static final String METADATA = "/volumes/{id}/metadata";
    private static final String IMAGE = "/images/{id}";

    private VolumeRequests() {}

    public static void ofVolume(RequestPlan plan) {
        Resource volume = plan.resource();
        boolean adopted = plan.inventory().options().volumes() == Options.Volumes.ADOPT
                || RecordedVolume.isOne(volume)
                || plan.existing()
                        .filter(now -> AdoptedVolume.isOne(now.json()))
                        .isPresent();
        if (adopted) {
            adoption(plan);
        } else if (plan.decision() == Decision.CREATE) {
            copy(plan, volume, false);
        } else if (plan.decision() == Decision.UPDATE) {
            finish(plan);
        } else {
            plan.onTarget(Service.VOLUME).delete(VOLUME);
        }
    }

    /**
     * The content of a volume by an image of each cloud, and the volume that is made of it.
     *
     * @param attached whether a server has it, so that a snapshot and a volume of that come between
     */
    public static void copy(RequestPlan plan, Resource volume, boolean attached) {
        copy(plan, volume, attached, sender -> sender.times(1));
    }

    /** The same of a volume that several servers have, which is copied once. */
    public static void copyOfShared(RequestPlan plan, Resource volume) {
        copy(plan, volume, true, sender -> sender.atMost(1));
    }

    private static void copy(RequestPlan plan, Resource volume, boolean attached, UnaryOperator<Sender> once) {
        Sender cinder = once.apply(plan.onSource(Service.VOLUME));
        cinder.post(METADATA).delete(METADATA + "/{key}");
        if (attached) {
            cinder.post("/snapshots").post(VOLUMES).delete(VOLUME).delete("/snapshots/{id}");
        }
        cinder.post(ACTION);
        once.apply(plan.onSource(Service.IMAGE)).patch(IMAGE).delete(IMAGE);
        ImageRequests.carried(once.apply(plan.onTarget(Service.IMAGE))).delete(IMAGE);
        AccessRequests.to(plan, VolumeFields.owner(volume));
        made(once.apply(plan.onTarget(Service.VOLUME)));
        // what Cinder has taken from the image goes, what it does not take with the volume comes
        plan.onTarget(Service.VOLUME).about(properties(volume)).post(ACTION);
    }

    /** A volume that is made, and the note of when. */
    public static void made(Sender cinder) {
        cinder.post(VOLUMES).post(METADATA);
    }

    private static int properties(Resource volume) {
        return 1
                + (VolumeFields.imageMetadata(volume).isEmpty() ? 0 : 1)
                + (VolumeFields.isBootable(volume) ? 0 : 1)
                + (VolumeFields.isReadOnly(volume) ? 1 : 0);
    }

    /** The rest of a copy that an interrupted run has begun. */
    private static void finish(RequestPlan plan) {
        plan.onTarget(Service.VOLUME).about(1).post(ACTION).post(METADATA);
        plan.onTarget(Service.IMAGE).about(1).delete(IMAGE);
        plan.onSource(Service.IMAGE).about(1).delete(IMAGE);
        plan.onSource(Service.VOLUME).about(1).delete(METADATA + "/{key}");
    }

    /**
     * From backend to backend: a small volume proves that both clouds have it, the source remembers the volume and
     * gives it up, the target takes it, and no byte is copied.
     */
    public static void adoption(RequestPlan plan) {
        AccessRequests.to(plan, VolumeFields.owner(plan.resource()));
        Sender given = plan.onSource(Service.VOLUME).about(1);
        given.post(METADATA).post(ACTION).post(VOLUMES).delete(VOLUME);
        plan.onSource(Service.IMAGE).about(1).post("/images").delete(IMAGE);
        Sender taken = plan.onTarget(Service.VOLUME).about(1);
        taken.post("/manageable_volumes").post(ACTION).post(METADATA).delete(METADATA + "/{key}");
    }
}
