package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.content.CopyLeftovers;
import io.jenkins.plugins.pumphouse.migration.server.content.ImageLeftovers;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** What is sent to end a move that was interrupted, to clean up or to undo one: about, by how far it came. */
public final class ServerEndRequests {
    private static final String ACTION = "/servers/{id}/action";
    private static final String METADATA = "/servers/{id}/metadata";
    private static final String IMAGE = "/images/{id}";
    private static final String FLOATING = "/floatingips/{id}";
    private static final String FORWARDINGS = FLOATING + "/port_forwardings";
    private static final String NOTE = METADATA + "/{key}";

    private final RequestPlan plan;
    private final Resource server;

    ServerEndRequests(RequestPlan plan) {
        this.plan = plan;
        this.server = plan.resource();
    }

    /** Port forwardings go to the target when the last of their servers has moved. */
    public static void ofForwardings(RequestPlan plan) {
        int count = plan.wanted().path("forwardings").size();
        plan.onSource(Service.NETWORK).atMost(count).delete(FORWARDINGS + "/{id}");
        plan.onTarget(Service.NETWORK).atMost(count).post(FORWARDINGS);
        plan.onSource(Service.COMPUTE)
                .about(2 + 2 * count)
                .post(METADATA)
                .about(count)
                .delete(NOTE);
    }

    /** Of a move that was interrupted only what is left is done, which shows on the way. */
    void rest() {
        plan.onSource(Service.COMPUTE)
                .about(3)
                .post(METADATA)
                .about(1)
                .post(ACTION)
                .delete(NOTE);
        plan.onTarget(Service.COMPUTE).atMost(1).post("/servers");
        leftovers();
    }

    /** Temporary objects that copies of its volumes have left, and images that its move has. */
    private void leftovers() {
        if (ImageLeftovers.mayBe(server)) {
            plan.onTarget(Service.IMAGE).about(1).delete(IMAGE);
            plan.onSource(Service.IMAGE).about(1).delete(IMAGE);
        }
        Sender cinder = plan.onSource(Service.VOLUME)
                .about(CopyLeftovers.of(server, plan.inventory()).size());
        cinder.delete("/volumes/{id}").delete("/snapshots/{id}").delete("/volumes/{id}/metadata/{key}");
    }

    void cleanup() {
        plan.onSource(Service.COMPUTE).about(1).post(METADATA).times(1).delete("/servers/{id}");
        plan.onSource(Service.IMAGE).about(1).patch(IMAGE).delete(IMAGE);
        leftovers();
    }

    /** The copy is stopped and goes with its parts, the source's server gets back what it had. */
    void rollback() {
        plan.onSource(Service.COMPUTE).about(3).post(METADATA).post(ACTION).delete(NOTE);
        plan.onTarget(Service.COMPUTE).about(1).post(ACTION).post(METADATA).delete("/servers/{id}");
        int cards = server.field("addresses").size();
        plan.onTarget(Service.NETWORK)
                .about(cards)
                .delete("/ports/{id}")
                .atMost(cards)
                .put("/trunks/{id}");
        plan.onTarget(Service.NETWORK).atMost(cards).delete("/trunks/{id}");
        int addresses = ServerFloating.of(server, plan.inventory()).size();
        Sender released = plan.onTarget(Service.NETWORK).about(addresses);
        released.put(FLOATING).delete(FLOATING).delete(FORWARDINGS + "/{id}");
        plan.onSource(Service.NETWORK).about(addresses).put(FLOATING).post(FORWARDINGS);
        plan.onTarget(Service.IMAGE).about(1).delete(IMAGE).patch(IMAGE);
        plan.onSource(Service.IMAGE).about(1).delete(IMAGE).patch(IMAGE);
        int volumes = ServerVolumes.of(server, plan.inventory()).size();
        plan.onTarget(Service.VOLUME).about(volumes).delete("/volumes/{id}");
        leftovers();
    }
}
