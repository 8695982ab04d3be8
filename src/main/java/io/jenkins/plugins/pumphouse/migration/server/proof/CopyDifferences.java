package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.compute.ServerGroups;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.CardSet;
import io.jenkins.plugins.pumphouse.migration.server.card.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DeviceTags;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSize;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** In what a copy differs from its server, beside its state and content: cards, addresses, size, group, volumes. */
final class CopyDifferences {
    private final Resource server;
    private final CloudInventory source;
    private final Resource copy;
    private final CloudInventory target;
    private final List<String> against = new ArrayList<>();

    CopyDifferences(Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        this.server = server;
        this.source = source;
        this.copy = copy;
        this.target = target;
    }

    /** All of them, for a person; empty when there is none. */
    List<String> all() {
        checkPorts();
        checkTrunks();
        checkFloating();
        checkSize();
        checkGroup();
        checkVolumes();
        return against;
    }

    private void checkPorts() {
        CardSet cards = CardSet.of(server, source);
        CardSet onTarget = CardSet.of(copy, target);
        if (!cards.equals(onTarget) && !Accepted.of(server).contains(MoveVerification.CARDS)) {
            against.add("has " + cards + " on " + source.cloud().name() + ", but " + onTarget + " on "
                    + target.cloud().name());
        }
        NicOrder order = NicOrder.of(server, source);
        NicOrder copied = NicOrder.of(copy, target);
        if (order.contradicts(copied) && !Accepted.of(server).contains(MoveVerification.ORDER)) {
            against.add("has its cards in the order " + String.join(", ", order.macs()) + " on "
                    + source.cloud().name() + ", but " + String.join(", ", copied.macs()) + " on "
                    + target.cloud().name() + ": compare it inside both servers");
        }
    }

    private void checkTrunks() {
        if (!Accepted.of(server).contains(LedgerItem.TRUNKS.word())) {
            ServerTrunks.difference(server, source, copy, target)
                    .ifPresent(trunks -> against.add("has trunks " + trunks.source() + " on "
                            + source.cloud().name() + ", but " + trunks.target() + " on "
                            + target.cloud().name() + ": make the copy's alike"));
        }
    }

    private void checkFloating() {
        against.addAll(FloatingProof.against(
                server, copy, source, target, !Accepted.of(server).contains(MoveVerification.FLOATING)));
    }

    private void checkSize() {
        Optional<ServerSize> size = ServerSize.of(server, source);
        Optional<ServerSize> copied = ServerSize.of(copy, target);
        if (size.isPresent()
                && copied.filter(size.get()::fits).isEmpty()
                && !Accepted.of(server).contains(MoveVerification.SIZE)) {
            against.add("has " + size.get() + " on " + source.cloud().name() + ", but "
                    + copied.map(ServerSize::toString).orElse("an unknown size") + " on "
                    + target.cloud().name());
        }
    }

    private void checkGroup() {
        Optional<Resource> group = ServerGroups.of(server, source);
        Optional<Resource> copied = ServerGroups.of(copy, target);
        if (group.isPresent()
                && copied.filter(other -> ServerGroups.isSame(other, group.get()))
                        .isEmpty()
                && !Accepted.of(server).contains(MoveVerification.GROUP)) {
            against.add("is in server group " + ServerGroups.shown(group.get()) + " on "
                    + source.cloud().name() + ", but in "
                    + copied.map(ServerGroups::shown).orElse("none") + " on "
                    + target.cloud().name() + ": take it back (pumpRollback) and move it again");
        }
    }

    private void checkVolumes() {
        if (!Accepted.of(server).contains(DeviceTags.FIELD)) {
            DeviceTags.against(server, source, copy, target).ifPresent(against::add);
        }
        DiskProof disks = new DiskProof(server, source, copy, target);
        if (!Accepted.of(server).contains(DiskProof.VOLUMES)) {
            against.addAll(disks.against());
        }
        against.addAll(disks.outdated());
    }
}
