package io.jenkins.plugins.pumphouse.migration.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.network.router.InterfaceAttachment;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.server.CutoverAddress;
import io.jenkins.plugins.pumphouse.migration.server.HeldAddress;
import io.jenkins.plugins.pumphouse.migration.server.VirtualAddress;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Switches one network over: the source stops answering first, then the target begins, so that no address has two
 * owners. When the target fails, the source answers again.
 *
 * <p>Nothing is deleted on the source: its interfaces and DHCP are switched off (Networking API v2.0: a port's
 * {@code admin_state_up}, a subnet's {@code enable_dhcp}), and an operator can switch them on again.
 */
final class Handover {
    private final ChangeContext context;
    private final Cloud source;
    private final Cloud target;
    private final Resource network;
    private final NetworksUnderWay underWay;
    /** What puts back what was switched off, the last first. */
    private final Deque<Runnable> back = new ArrayDeque<>();
    /** The commands that switch on again what was switched off on the source. */
    private final List<String> undo = new ArrayList<>();

    Handover(ChangeContext context) {
        this.context = context;
        this.source = context.source();
        this.target = context.target();
        this.network = context.resource();
        this.underWay = context.shared(NetworksUnderWay.class, w -> new NetworksUnderWay());
    }

    CompletionStage<ChangeResult> run() {
        List<String> notes = new ArrayList<>();
        List<CutoverAddress> floating = addresses();
        floating.forEach(address -> address.check(context)); // before anything is switched off
        underWay.begin(network.id());
        CompletableFuture<ChangeResult> over = Stages.begin(() -> {
            switchOff(notes);
            CompletableFuture<?> silent = CompletableFuture.completedFuture(null);
            for (CutoverAddress address : floating) {
                back.push(() -> address.restore(context));
                CompletableFuture<?> released = address.release(context);
                silent = silent.thenCompose(before -> released);
            }
            return silent.thenApply(nothing -> {
                switchOn(notes);
                floating.forEach(address -> {
                    address.bind(context);
                    notes.add("floating address " + address.address() + " on "
                            + context.target().name());
                });
                String id = context.existing().orElseThrow().id();
                return new ChangeResult(id, List.copyOf(notes), Map.of());
            });
        });
        return Stages.recover(over, failure -> {
                    if (Stages.isInterrupt(failure)) { // which has to be quick
                        sayUnfinished();
                    } else {
                        putBack();
                    }
                    underWay.end(network.id());
                    return CompletableFuture.failedFuture(failure);
                })
                .thenApply(this::withRouters);
    }

    /** Nothing of the network depends on them: it stays switched over, whatever becomes of their external addresses. */
    private ChangeResult withRouters(ChangeResult over) {
        List<String> notes = new ArrayList<>(over.notes());
        CloudInventory now = context.inventory().anew();
        synchronized (underWay) { // of two that end at the same moment one comes second, and sees both
            underWay.end(network.id());
            for (String router : routers(now)) {
                notes.addAll(new RouterHandover(context, router).run());
            }
        }
        return new ChangeResult(over.target(), notes, over.facts());
    }

    /** Those of which all networks are switched over by now. */
    private List<String> routers(CloudInventory now) {
        List<String> routers = new ArrayList<>();
        for (JsonNode port : network.field(CutoverType.INTERFACES)) {
            String router = Json.text(port, "device_id");
            boolean answers =
                    now
                            .grouped(RouterInterfaceType.KIND, Scope.ALL, "device_id")
                            .getOrDefault(router, List.of())
                            .stream()
                            .anyMatch(other -> other.field("admin_state_up").asBoolean(true));
            if (!answers && !routers.contains(router) && !underWay.hasAny(RouterGateways.networks(router, now))) {
                routers.add(router);
            }
        }
        return routers;
    }

    private List<CutoverAddress> addresses() {
        CloudInventory now = context.inventory().anew();
        return Stream.<CutoverAddress>concat(
                        HeldAddress.of(network.id(), now).stream(),
                        VirtualAddress.of(network.id(), now, context.translation()).stream())
                .filter(address -> !address.isHandedOver(context))
                .toList();
    }

    private void switchOff(List<String> notes) {
        for (String subnet : Json.texts(network.json(), CutoverType.DHCP)) {
            String onTarget = context.translation().id(SubnetType.KIND, subnet);
            back.push(() -> HandoverNotes.drop(target, onTarget, NeutronType.HELD_DHCP)); // last
            HandoverNotes.keep(
                    target,
                    onTarget,
                    NeutronType.HELD_DHCP,
                    context.existing().orElseThrow().id());
        }
        for (String subnet : Json.texts(network.json(), CutoverType.DHCP)) {
            // Before the request, as a lost answer leaves open whether it was done.
            back.push(() -> dhcp(source, subnet, true));
            undo.add("openstack subnet set --dhcp " + subnet);
            dhcp(source, subnet, false);
        }
        for (JsonNode port : network.field(CutoverType.INTERFACES)) {
            if (port.path("admin_state_up").asBoolean(true)) {
                String id = Json.text(port, "id");
                back.push(() -> up(source, id, true));
                undo.add("openstack port set --enable " + id);
                up(source, id, false);
            }
        }
        if (!back.isEmpty()) {
            notes.add("gateway and DHCP off on " + source.name());
        }
    }

    private void switchOn(List<String> notes) {
        List<String> subnets =
                new ArrayList<>(Json.texts(context.existing().orElseThrow().json(), CutoverType.HELD));
        for (String subnet : Json.texts(network.json(), CutoverType.DHCP)) {
            String onTarget = context.translation().id(SubnetType.KIND, subnet);
            if (!subnets.contains(onTarget)) {
                subnets.add(onTarget);
            }
        }
        for (JsonNode port : network.field(CutoverType.INTERFACES)) {
            attach(port, notes);
        }
        List<String> on = Json.texts(context.existing().orElseThrow().json(), CutoverType.DHCP);
        for (String subnet : subnets) {
            if (!on.contains(subnet)) { // by an interrupted run
                back.push(() -> dhcp(target, subnet, false));
                dhcp(target, subnet, true);
            }
        }
        subnets.forEach(this::release);
        if (!subnets.isEmpty()) {
            notes.add("DHCP on at " + target.name());
        }
    }

    /** Gives the target's router the addresses of the source's, in place of the one that it had taken meanwhile. */
    private void attach(JsonNode port, List<String> notes) {
        String router = context.translation().id(RouterType.KIND, Json.text(port, "device_id"));
        List<String> addresses = new ArrayList<>();
        port.path("fixed_ips").forEach(ip -> addresses.add(Json.text(ip, "ip_address")));
        for (JsonNode existing : context.existing().orElseThrow().json().path(CutoverType.INTERFACES)) {
            if (!router.equals(Json.text(existing, "device_id"))) {
                continue;
            }
            List<String> has = new ArrayList<>();
            existing.path("fixed_ips").forEach(ip -> has.add(Json.text(ip, "ip_address")));
            if (has.containsAll(addresses)) {
                return;
            }
            if (sameSubnets(port, existing)) {
                back.push(() -> InterfaceAttachment.restore(target, existing));
                detach(router, Json.text(existing, "id"));
            }
        }
        back.push(() -> detachAll(router, addresses));
        InterfaceAttachment.attach(context, port);
        notes.add("router at " + String.join(", ", addresses) + " on " + target.name());
    }

    private boolean sameSubnets(JsonNode port, JsonNode existing) {
        List<String> wanted = new ArrayList<>();
        port.path("fixed_ips")
                .forEach(ip -> wanted.add(context.translation().id(SubnetType.KIND, Json.text(ip, "subnet_id"))));
        List<String> has = new ArrayList<>();
        existing.path("fixed_ips").forEach(ip -> has.add(Json.text(ip, "subnet_id")));
        return has.stream().anyMatch(wanted::contains);
    }

    private void detach(String router, String port) {
        // 404: detached already, such as by a first try without an answer
        target.remove(
                Request.put(Service.NETWORK, "/routers/" + Request.segment(router) + "/remove_router_interface")
                        .body(Json.object().put("port_id", port)),
                () -> router.equals(Json.text(
                        target.get(Service.NETWORK, "/ports/" + Request.segment(port))
                                .path("port"),
                        "device_id")));
    }

    /** After a lost answer the interface may be there or not: the target is asked. */
    private void detachAll(String router, List<String> addresses) {
        for (ObjectNode port :
                target.list(Request.get(Service.NETWORK, "/ports").query("device_id", router), "ports")) {
            List<String> has = new ArrayList<>();
            port.path("fixed_ips").forEach(ip -> has.add(Json.text(ip, "ip_address")));
            if (has.equals(addresses)) {
                detach(router, Json.text(port, "id"));
            }
        }
    }

    private void release(String subnet) {
        HandoverNotes.remove(target, "/subnets/" + Request.segment(subnet) + "/tags/", subnet, NeutronType.HELD_DHCP);
    }

    private void sayUnfinished() {
        if (!back.isEmpty()) {
            context.say("its gateway and DHCP are off on " + source.name() + ", and perhaps not on at " + target.name()
                    + " yet: run pumpCutover again, or on " + source.name() + ": " + String.join("; ", undo));
        }
    }

    /** Every part is tried; what cannot be put back is said with the command that does it. */
    private void putBack() {
        boolean whole = true;
        while (!back.isEmpty()) {
            try {
                back.pop().run();
            } catch (CloudException | MigrationException e) {
                whole = false;
                context.say("could not be restored: " + e.getMessage());
            }
        }
        context.say(
                whole
                        ? source.name() + " answers again"
                        : "look at it on " + source.name()
                                + ": openstack subnet set --dhcp <subnet>; openstack port set --enable <port>;"
                                + " openstack floating ip set --port <port> <address>. pumpNetworks gives the routers of "
                                + target.name() + " their interfaces again");
    }

    private static void dhcp(Cloud cloud, String subnet, boolean on) {
        ObjectNode change = Json.object("subnet", Json.object().put("enable_dhcp", on));
        cloud.send(Request.put(Service.NETWORK, "/subnets/" + Request.segment(subnet))
                .body(change));
    }

    private static void up(Cloud cloud, String port, boolean up) {
        ObjectNode change = Json.object("port", Json.object().put("admin_state_up", up));
        cloud.send(
                Request.put(Service.NETWORK, "/ports/" + Request.segment(port)).body(change));
    }
}
