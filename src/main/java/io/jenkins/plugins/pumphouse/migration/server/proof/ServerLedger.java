package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroups;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.CardSet;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.card.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DeviceTags;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHost;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerOwner;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.RefusedParts;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether each thing that a server has was kept on its copy, as both clouds show the two. */
public final class ServerLedger {
    /** Told by what the copy has, not by what the plan knew. */
    private static final Set<LedgerItem> TOLD_BY_THE_COPY = Set.of(LedgerItem.HINTS, LedgerItem.SHARES);

    private final ServerComparison servers;
    private final Resource server;
    private final CloudInventory source;
    private final Resource copy;
    private final CloudInventory target;

    public ServerLedger(ServerComparison servers) {
        this.servers = servers;
        this.server = servers.server();
        this.source = servers.source();
        this.copy = servers.copy();
        this.target = servers.target();
    }

    /** Whether each thing was kept of a server that an earlier run has moved, as both clouds show the two now. */
    public PreservationLedger ofMoved(ObjectNode wanted, HeldGateways gateways) {
        ObjectNode expected = RefusedParts.accepted(wanted, copy.json());
        if (new ServerKey(server, source, target, servers.translation()).isGone()) {
            expected.remove("key_name");
        }
        List<Difference> differences =
                new ArrayList<>(servers.differences(expected, NicOrder.of(server, source), gateways));
        servers.size().ifPresent(differences::add);
        return of(differences, ServerLosses.all(server, source, target, servers.translation()));
    }

    /**
     * Whether each thing that the server has was kept.
     *
     * @param differences in which the two differ, the size among them
     * @param losses known before the move
     */
    PreservationLedger of(List<Difference> differences, List<Loss> losses) {
        PreservationLedger ledger = new PreservationLedger();
        had().forEach(ledger::kept);
        addresses(ledger);
        addressesThatAreOthersNow(ledger);
        servers.userData().tell(ledger, source.cloud().name(), target.cloud().name());
        BootChoices.tell(ledger, server, copy);
        HostNames.tell(ledger, servers);
        ServerHints.of(server, source).tell(ledger, copy, target.cloud());
        lock(ledger);
        owner(ledger);
        StoredPassword.tellUnseen(ledger, server, source);
        AttachedShares.tell(ledger, servers);
        RequestedZone.of(server, source).tell(ledger, servers.translation());
        new MappedHost(server, source, target, servers.translation()).tell(ledger, copy);
        servers.content().tell(ledger);
        servers.disks().tell(ledger);
        differences.stream()
                .filter(difference -> !difference.field().equals(MoveVerification.CARDS)) // told in two
                .forEach(ledger::difference);
        for (Loss loss : losses) {
            boolean untold = loss.item() == LedgerItem.DEVICE_TAGS && DeviceTags.isUnknown(server, source);
            if (loss.item() == LedgerItem.ORDER || untold) {
                ledger.unknown(loss.item(), loss.text());
            } else if (loss.item() == LedgerItem.PASSWORD) {
                StoredPassword.tell(ledger, loss, copy, target);
            } else if (!TOLD_BY_THE_COPY.contains(loss.item())) {
                ledger.loss(loss);
            }
        }
        RefusedParts.told(copy)
                .forEach(part -> ledger.lost(part.startsWith("tag ") ? LedgerItem.TAGS : LedgerItem.METADATA, part));
        return ledger;
    }

    private List<LedgerItem> had() {
        List<LedgerItem> had = new ArrayList<>(List.of(LedgerItem.NAME, LedgerItem.STATE, LedgerItem.SIZE));
        add(had, LedgerItem.VOLUMES, !ServerVolumes.of(server, source).isEmpty());
        add(had, LedgerItem.TRUNKS, !ServerTrunks.of(server, source).isEmpty());
        add(had, LedgerItem.FLOATING, !ServerFloating.of(server, source).isEmpty());
        add(had, LedgerItem.SECURITY_GROUPS, new CardGroups(servers).any());
        add(had, LedgerItem.KEY, server.text("key_name") != null);
        add(had, LedgerItem.SERVER_GROUP, ServerGroups.of(server, source).isPresent());
        add(had, LedgerItem.DESCRIPTION, server.text("description") != null);
        add(had, LedgerItem.METADATA, !MoveNotes.ownMetadata(server).isEmpty());
        add(had, LedgerItem.TAGS, !server.field("tags").isEmpty());
        add(had, LedgerItem.DEVICE_TAGS, !DeviceTags.of(server, source).isEmpty());
        add(had, LedgerItem.ACCESS, isSaid("accessIPv4") || isSaid("accessIPv6"));
        return had;
    }

    private void lock(PreservationLedger ledger) {
        if (!SourceLock.isOwners(server)) {
            return;
        }
        if (!copy.json().has("locked")) {
            ledger.unknown(LedgerItem.LOCK, target.cloud().name() + " does not show it");
        } else if (copy.field("locked").asBoolean()) {
            ledger.kept(LedgerItem.LOCK);
        } else {
            ledger.lost(LedgerItem.LOCK, "its owner had locked it");
        }
    }

    /** Of a copy that was to stay with its user; an earlier run may have booted it as somebody else. */
    private void owner(PreservationLedger ledger) {
        ServerOwner owner = new ServerOwner(server, source, target, servers.translation());
        if (!owner.isKept()) {
            return;
        }
        Optional<Resource> user = owner.onTarget();
        String now = String.valueOf(copy.text("user_id"));
        if (user.isPresent() && now.equals(user.get().id())) {
            ledger.kept(LedgerItem.OWNER);
        } else {
            ledger.changed(
                    LedgerItem.OWNER,
                    user.map(Resource::name).orElse(server.text("user_id")),
                    target.find(UserType.KIND, now).map(Resource::name).orElse(now));
        }
    }

    private boolean isSaid(String field) {
        return server.text(field) != null && !server.text(field).isEmpty();
    }

    private static void add(List<LedgerItem> had, LedgerItem item, boolean has) {
        if (has) {
            had.add(item);
        }
    }

    private void addresses(PreservationLedger ledger) {
        CardSet cards = CardSet.of(server, source);
        CardSet copied = CardSet.of(copy, target);
        if (cards.addresses().isEmpty() && copied.addresses().isEmpty()) {
            return;
        }
        tell(ledger, LedgerItem.MACS, cards.macs(), copied.macs());
        boolean swapped = cards.ips().equals(copied.ips()) && cards.macs().equals(copied.macs());
        if (swapped && !cards.equals(copied)) {
            ledger.changed(LedgerItem.ADDRESSES, cards.toString(), copied.toString());
        } else {
            tell(ledger, LedgerItem.ADDRESSES, cards.ips(), copied.ips());
        }
        if (cards.addresses().size() > 1) {
            ledger.kept(LedgerItem.ORDER);
        }
    }

    private static void tell(PreservationLedger ledger, LedgerItem item, List<String> had, List<String> has) {
        if (had.equals(has)) {
            ledger.kept(item);
        } else {
            ledger.changed(item, String.join(", ", had), String.join(", ", has));
        }
    }

    /** A floating address that the operator's mapping has given another value. */
    private void addressesThatAreOthersNow(PreservationLedger ledger) {
        for (FloatingAddress floating : ServerFloating.of(server, source)) {
            ServerFloating.now(floating, target)
                    .filter(now -> !now.equals(floating.address()))
                    .ifPresent(now -> ledger.changed(LedgerItem.FLOATING, floating.address(), now));
        }
    }
}
