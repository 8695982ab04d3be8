package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.floating.ForwardedPort;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;
import java.util.Optional;

/** What keeps the forwardings of an address on the source until a person has decided. */
final class ForwardingHold {
    private ForwardingHold() {}

    /** @param pending those of the address that the target has not had */
    static Optional<String> of(Resource address, List<Forwarding> pending, CloudInventory source) {
        String stay = "stay on " + source.cloud().name();
        for (Forwarding one : pending) {
            Optional<Resource> server = ServerForwardings.server(one, source).filter(MoveNotes::isBeingTakenBack);
            if (server.isPresent()) {
                return Optional.of(stay + ": server " + server.get().name() + " " + MoveNotes.TAKEN_BACK);
            }
        }
        for (Forwarding one : pending) {
            Optional<String> service = ForwardedPort.service(one.json(), source);
            if (service.isPresent()) {
                return Optional.of(stay + ": " + one.meaning() + " leads to port " + one.port() + " of " + service.get()
                        + ", which no server's move brings, and only one cloud may announce the address. When what"
                        + " answers at it has moved, remove the forwarding (" + removal(address, one)
                        + "), run pumpInstances again, then make it on the target; or give it another address");
            }
        }
        return Optional.empty();
    }

    private static String removal(Resource address, Forwarding one) {
        String id = Json.text(one.json(), "id");
        return id == null ? one.giveUp() : "openstack floating ip port forwarding delete " + address.id() + ' ' + id;
    }
}
