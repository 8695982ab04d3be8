package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroupType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroups;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.inventory.CardSet;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DeviceTags;
import io.jenkins.plugins.pumphouse.migration.server.inventory.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.inventory.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSize;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.CopyParts;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server of the source beside its copy on the target, as both clouds show them: in what they differ, and whether each
 * thing that the server has was kept.
 *
 * @param copy the server on the target
 * @param translation knows what stands for the server's groups
 */
public record ServerComparison(
        Resource server, CloudInventory source, Resource copy, CloudInventory target, Translation translation) {
    /**
     * All but the size, which a mapped flavor may change.
     *
     * @param wanted the copy as it has to be, with its {@code power}
     * @param order of the server's network cards, from when it ran
     */
    public List<Difference> differences(ObjectNode wanted, NicOrder order, HeldGateways gateways) {
        List<Difference> differences = new ArrayList<>(WantedServer.differences(wanted, copy));
        cards(differences, order);
        ServerTrunks.difference(server, source, copy, target).ifPresent(differences::add);
        new CardGroups(this).difference().ifPresent(differences::add);
        placement(differences, wanted);
        floating(differences, gateways);
        deviceTags().ifPresent(differences::add);
        userData().difference().ifPresent(differences::add);
        differences.addAll(disks().differences());
        differences.addAll(content().differences());
        return differences;
    }

    /** Those that the target did not take are told as lost. */
    private Optional<Difference> deviceTags() {
        return DeviceTags.isTakenBy(target.cloud())
                ? DeviceTags.difference(server, source, copy, target)
                : Optional.empty();
    }

    private UserData userData() {
        return new UserData(server, copy);
    }

    private DiskProof disks() {
        return new DiskProof(server, source, copy, target);
    }

    /** In which bytes the content of the root disk differs. */
    List<Difference> bytes() {
        return content().bytes();
    }

    private ContentProof content() {
        return new ContentProof(server, source, copy, target);
    }

    /** That the copy has another size than the server; empty when it has the same, or the source does not tell. */
    public Optional<Difference> size() {
        Optional<ServerSize> size = ServerSize.of(server, source);
        Optional<ServerSize> copied = ServerSize.of(copy, target);
        return size.isEmpty() || copied.filter(size.get()::fits).isPresent()
                ? Optional.empty()
                : Optional.of(new Difference(
                        MoveVerification.SIZE,
                        size.get().toString(),
                        copied.map(ServerSize::toString).orElse("unknown")));
    }

    private void cards(List<Difference> differences, NicOrder order) {
        CardSet cards = CardSet.of(server, source);
        CardSet copied = CardSet.of(copy, target);
        if (!cards.equals(copied)) {
            differences.removeIf(difference -> difference.field().equals("addresses"));
            differences.add(new Difference(MoveVerification.CARDS, cards.toString(), copied.toString()));
        }
        NicOrder copiedOrder = NicOrder.of(copy, target);
        if (order.contradicts(copiedOrder)) {
            differences.add(new Difference(
                    MoveVerification.ORDER, String.join(", ", order.macs()), String.join(", ", copiedOrder.macs())));
        }
    }

    private void placement(List<Difference> differences, ObjectNode wanted) {
        String group = Json.text(wanted, WantedServer.GROUP);
        if (group != null
                && target.find(ServerGroupType.KIND, group)
                        .filter(g -> Json.texts(g.json(), "members").contains(copy.id()))
                        .isEmpty()) {
            differences.add(new Difference(
                    MoveVerification.GROUP,
                    ServerGroups.of(server, source).map(ServerGroups::shown).orElse(group),
                    "none"));
        }
        String zone = Json.text(wanted, WantedServer.ZONE);
        if (zone != null && !zone.equals(copy.text("OS-EXT-AZ:availability_zone"))) {
            differences.add(new Difference(
                    LedgerItem.ZONE.word(), zone, String.valueOf(copy.text("OS-EXT-AZ:availability_zone"))));
        }
    }

    /** All but those that wait for {@code pumpCutover} on the source. */
    private void floating(List<Difference> differences, HeldGateways gateways) {
        List<FloatingAddress> moved = ServerFloating.of(server, source).stream()
                .filter(floating -> !gateways.holds(floating, source))
                .toList();
        List<FloatingAddress> missing = ServerFloating.missing(moved, copy, target);
        if (!missing.isEmpty()) {
            differences.add(new Difference(MoveVerification.FLOATING, moved.toString(), "without " + missing));
        }
    }

    /** Whether each thing was kept of a server that an earlier run has moved, as both clouds show the two now. */
    public PreservationLedger ledger(ObjectNode wanted, HeldGateways gateways) {
        ObjectNode expected = CopyParts.accepted(wanted, copy.json());
        if (new ServerKey(server, source, target, translation).isGone()) {
            expected.remove("key_name");
        }
        List<Difference> differences = new ArrayList<>(differences(expected, NicOrder.of(server, source), gateways));
        size().ifPresent(differences::add);
        return ledger(differences, ServerLosses.all(server, source, target, translation));
    }

    /**
     * Whether each thing that the server has was kept.
     *
     * @param differences in which the two differ, the size among them
     * @param losses known before the move
     */
    PreservationLedger ledger(List<Difference> differences, List<Loss> losses) {
        PreservationLedger ledger = new PreservationLedger();
        had().forEach(ledger::kept);
        addresses(ledger);
        addressesThatAreOthersNow(ledger);
        userData().tell(ledger, source.cloud().name(), target.cloud().name());
        lock(ledger);
        content().tell(ledger);
        disks().tell(ledger);
        differences.stream()
                .filter(difference -> !difference.field().equals(MoveVerification.CARDS)) // told in two
                .forEach(ledger::difference);
        for (Loss loss : losses) {
            boolean untold = loss.item() == LedgerItem.DEVICE_TAGS && DeviceTags.isUnknown(server, source);
            if (loss.item() == LedgerItem.ORDER || untold) {
                ledger.unknown(loss.item(), loss.text());
            } else {
                ledger.loss(loss);
            }
        }
        CopyParts.told(copy)
                .forEach(part -> ledger.lost(part.startsWith("tag ") ? LedgerItem.TAGS : LedgerItem.METADATA, part));
        return ledger;
    }

    private List<LedgerItem> had() {
        List<LedgerItem> had = new ArrayList<>(List.of(LedgerItem.NAME, LedgerItem.STATE, LedgerItem.SIZE));
        add(had, LedgerItem.VOLUMES, !ServerVolumes.of(server, source).isEmpty());
        add(had, LedgerItem.TRUNKS, !ServerTrunks.of(server, source).isEmpty());
        add(had, LedgerItem.FLOATING, !ServerFloating.of(server, source).isEmpty());
        add(had, LedgerItem.SECURITY_GROUPS, new CardGroups(this).any());
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
