package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.compute.ComputeRequests;
import io.jenkins.plugins.pumphouse.migration.image.ImageRequests;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AdoptionChoice;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.PowerNote;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.migration.volume.AccessRequests;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeRequests;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;

/** What the move of a server sends, phase by phase. */
public final class ServerRequests {
    private static final String ACTION = "/servers/{id}/action";
    private static final String METADATA = "/servers/{id}/metadata";
    private static final String IMAGE = "/images/{id}";
    private static final String FLOATING = "/floatingips/{id}";

    private final RequestPlan plan;
    private final Resource server;
    private final Options options;

    private ServerRequests(RequestPlan plan) {
        this.plan = plan;
        this.server = plan.resource();
        this.options = plan.inventory().options();
    }

    public static void ofServer(RequestPlan plan) {
        ServerEndRequests end = new ServerEndRequests(plan);
        switch (plan.decision()) {
            case CREATE -> new ServerRequests(plan).move();
            case UPDATE -> end.rest();
            case DELETE -> end.cleanup();
            case ROLL_BACK -> end.rollback();
            default -> RequestPlan.none(plan);
        }
    }

    private Sender nova() {
        return plan.onSource(Service.COMPUTE);
    }

    private void move() {
        claim();
        stop();
        content();
        boot();
        floating();
        restAsOnSource();
        lock();
    }

    /** Keeps other controllers from it. */
    private void claim() {
        note(1);
        nova().times(wasShelved() ? 0 : 1).delete(METADATA + "/{key}");
        plan.onSource(Service.IMAGE).about(wasShelved() ? 1 : 0).patch(IMAGE);
    }

    /** In the metadata; of a server that is shelved in its image. */
    private void note(int times) {
        if (wasShelved()) {
            plan.onSource(Service.IMAGE).about(times).patch(IMAGE);
        } else {
            nova().times(times).post(METADATA);
        }
    }

    private boolean wasShelved() {
        return ServerState.isShelved(server.text("status"));
    }

    private String goal() {
        return ServerState.goal(PowerNote.before(server, plan.inventory().cloud()), options.paused());
    }

    private void stop() {
        boolean off = wasShelved() || "SHUTOFF".equals(server.text("status"));
        boolean asleep = ServerState.waking(server.text("status")).isPresent();
        note(1);
        nova().times((off ? 0 : 1) + (asleep ? 1 : 0)).post(ACTION);
    }

    private void content() {
        boolean ofVolume = ServerVolumes.bootsFromVolume(server);
        if (!ofVolume && options.disk() != Options.Disk.IMAGE) {
            nova().times(wasShelved() ? 0 : 1).post(ACTION);
            if (options.precopy() && ServerState.ACTIVE.equals(goal())) {
                early();
            } else {
                ImageRequests.carried(plan.onTarget(Service.IMAGE));
            }
            if (options.disk() == Options.Disk.VOLUME) {
                VolumeRequests.made(plan.onTarget(Service.VOLUME));
                plan.onTarget(Service.IMAGE).delete(IMAGE);
            }
        }
        for (AttachedVolume attached : AdoptionChoice.copied(server, plan.inventory())) {
            if (attached.volume().field("attachments").size() > 1) {
                VolumeRequests.copyOfShared(plan, attached.volume());
            } else {
                VolumeRequests.copy(plan, attached.volume(), true);
            }
        }
        for (int i = AdoptionChoice.adopted(server, plan.inventory()).size(); i > 0; i--) {
            VolumeRequests.adoption(plan);
            nova().about(1)
                    .delete("/servers/{id}/os-volume_attachments/{id}")
                    .post(METADATA)
                    .post(ACTION);
        }
    }

    /** A copy of the server while it runs is kept if nothing is written afterwards, and carried again otherwise. */
    private void early() {
        nova().post(ACTION);
        ImageRequests.carried(plan.onTarget(Service.IMAGE).about(2))
                .delete(IMAGE)
                .patch(IMAGE);
        plan.onSource(Service.IMAGE).about(1).delete(IMAGE);
    }

    private void boot() {
        AccessRequests.to(plan, server.text("tenant_id"));
        if (server.text("key_name") != null) {
            ComputeRequests.temporaryKey(plan);
        }
        plan.onTarget(Service.COMPUTE).post("/servers");
    }

    /** Each is let go by the source before the target binds it, unless it waits for the gateway; its note stays. */
    private void floating() {
        HeldGateways gateways = new HeldGateways(options.cutovers());
        List<FloatingAddress> all = ServerFloating.of(server, plan.inventory());
        int going = (int) all.stream()
                .filter(address -> !gateways.holds(address, plan.inventory()))
                .count();
        note(all.size());
        if (plan.sourceAnswers(Service.NETWORK)) {
            plan.onSource(Service.NETWORK).times(going).put(FLOATING);
        } else {
            nova().times(going).post(ACTION); // nova-network
        }
        plan.onTarget(Service.NETWORK).times(going).put(FLOATING);
    }

    /** A server that was off is off on the target, too. */
    private void restAsOnSource() {
        Sender onTarget = plan.onTarget(Service.COMPUTE);
        if (wasShelved()) {
            onTarget.post(METADATA).post(ACTION).atMost(1).post(ACTION);
        } else {
            onTarget.times(ServerState.ACTIVE.equals(goal()) ? 0 : 1).post(ACTION);
        }
    }

    /** The lock of the source's server with the note of whose it is, then the note that it has moved. */
    private void lock() {
        boolean owners = SourceLock.isOwners(server);
        note(2);
        nova().times(owners ? 0 : 1).post(ACTION);
        plan.onTarget(Service.COMPUTE).times(owners ? 1 : 0).post(ACTION);
    }
}
