package io.jenkins.plugins.pumphouse.migration.server.presence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was changed on a server's network cards since the plan was made, of which their copies are made; groups and
 * addresses are compared on both clouds.
 */
public final class ChangedCards {
    private static final List<String> OWN = List.of(
            "name",
            "description",
            "admin_state_up",
            "port_security_enabled",
            "allowed_address_pairs",
            "extra_dhcp_opts",
            "qos_policy_id",
            "dns_domain");

    private ChangedCards() {}

    /**
     * What the source has now, and what the copies were made of.
     *
     * @param field under which the difference is told, and accepted
     */
    public static Optional<Difference> difference(
            String field, Resource server, CloudInventory planned, CloudInventory now) {
        List<Resource> before = ServerTrunks.ports(server, planned);
        List<String> has = new ArrayList<>();
        List<String> had = new ArrayList<>();
        for (Resource card : ServerTrunks.ports(server, now)) {
            before.stream()
                    .filter(other -> other.id().equals(card.id()))
                    .flatMap(other -> Difference.of(own(card), other.json()).stream())
                    .forEach(changed -> {
                        String of = card.text("mac_address") + " " + changed.field() + " ";
                        has.add(of + changed.source());
                        had.add(of + changed.target());
                    });
        }
        return has.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(field, String.join(", ", has), "as planned, " + String.join(", ", had)));
    }

    private static ObjectNode own(Resource card) {
        ObjectNode own = Json.object();
        OWN.forEach(field -> own.set(field, card.json().path(field)));
        return own;
    }
}
