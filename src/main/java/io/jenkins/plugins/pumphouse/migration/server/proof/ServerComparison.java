package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroupType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroups;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.card.CardSet;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.card.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DeviceTags;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSize;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server of the source beside its copy on the target, as both clouds show them: in what they differ.
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

    UserData userData() {
        return new UserData(server, copy);
    }

    DiskProof disks() {
        return new DiskProof(server, source, copy, target);
    }

    /** In which bytes the content of the root disk differs. */
    List<Difference> bytes() {
        return content().bytes();
    }

    ContentProof content() {
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
}
