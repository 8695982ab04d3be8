package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.compute.Memberships;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.server.proof.HostNames;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names in DNS of a server's cards that are not its hostname. Nova boots no server with such a port
 * ({@code PortNotUsableDNS}), names each port as the server, and takes the name away when it lets go of the port
 * ({@code nova.network.neutron}); in between it leaves it alone. So the names are written once the copy is up, by every
 * run that finishes the move.
 */
final class CardNames {
    private final ChangeContext context;
    private final Cloud cloud;
    private final String project;

    CardNames(ChangeContext context) {
        this.context = context;
        this.cloud = context.target();
        this.project = context.translation().id(Kind.PROJECT, context.resource().text("tenant_id"));
    }

    private List<Resource> named() {
        return HostNames.named(context.resource(), context.inventory(), cloud);
    }

    /** Takes away what an interrupted run has written, where Nova has not done it with that run's copy. */
    void clear() {
        CloudInventory now = context.targets().anew();
        for (Resource card : named()) {
            String port = context.translation().id(PortType.KIND, card.id());
            if (now.find(PortType.KIND, port)
                    .filter(found -> !HostNames.nameInDns(found).isEmpty())
                    .isPresent()) {
                put(port, "");
            }
        }
    }

    /**
     * Names the cards of the copy, which is up.
     *
     * @return for a person: each name that a card does not get
     */
    List<String> write() {
        List<String> refused = new ArrayList<>();
        CloudInventory now = context.targets().anew();
        for (Resource card : named()) {
            write(card, now)
                    .ifPresent(why -> refused.add("dns_name " + HostNames.nameInDns(card) + " of card "
                            + card.text("mac_address") + " (" + why + ")"));
        }
        return refused;
    }

    private Optional<String> write(Resource card, CloudInventory now) {
        String port = context.translation().id(PortType.KIND, card.id());
        String name = HostNames.nameInDns(card);
        try {
            if (now.find(PortType.KIND, port)
                    .filter(found -> name.equalsIgnoreCase(HostNames.nameInDns(found)))
                    .isPresent()) {
                return Optional.empty(); // an earlier run has written it
            }
            String kept = put(port, name);
            return name.equalsIgnoreCase(kept)
                    ? Optional.empty()
                    : Optional.of("Neutron of " + cloud.name() + " takes it and keeps "
                            + (kept.isEmpty() ? "none" : kept) + ": see dns_domain in its neutron.conf");
        } catch (CloudException e) {
            return Optional.of(e.getMessage() + " Afterwards: openstack port set --dns-name " + name + ' ' + port);
        }
    }

    /** With a token of the copy's project, as Neutron writes to an external DNS with the token of the request. */
    private String put(String port, String name) {
        Request put = Request.put(Service.NETWORK, "/ports/" + Request.segment(port))
                .body(Json.object("port", Json.object().put("dns_name", name)))
                .repeatable();
        String kept =
                Json.text(Memberships.of(context).in(project).cloud().send(put).identified("port"), "dns_name");
        return kept == null ? "" : kept;
    }
}
