package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;

/**
 * The administrator's password of a server, which its operating system (cloudbase-init, mostly in Windows) has given to
 * the metadata service once, encrypted with the server's key ({@code os-server-password}). Nova lets nobody else write
 * it, so that a copy has none until it sets one itself. That a cloud does not show it never blocks.
 *
 * <p>Costs one request for each server with a key.
 */
final class StoredPassword {
    private enum Shown {
        YES,
        NO,
        REFUSED
    }

    private StoredPassword() {}

    static Optional<Loss> lost(Resource server, CloudInventory source) {
        return of(server, source) == Shown.YES
                ? Optional.of(Loss.of(
                        LedgerItem.PASSWORD,
                        "administrator password (" + source.cloud().name() + " has it, encrypted with key "
                                + server.text("key_name") + "; read it before the clean-up: " + reads(server) + ")"))
                : Optional.empty();
    }

    /** A copy that has run as at a first boot may have set another one. */
    static void tell(PreservationLedger ledger, Loss loss, Resource copy, CloudInventory target) {
        if (of(copy, target) == Shown.YES) {
            ledger.changed(LedgerItem.PASSWORD, "the source's", "one that the copy has set");
        } else {
            ledger.loss(loss);
        }
    }

    /** That neither cloud can say anything about it. */
    static void tellUnseen(PreservationLedger ledger, Resource server, CloudInventory source) {
        if (of(server, source) == Shown.REFUSED) {
            ledger.unknown(LedgerItem.PASSWORD, source.cloud().name() + " does not show it to this account");
        }
    }

    /** Why the source's server must not be deleted yet, which would delete the only record of the password. */
    static Optional<String> against(Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        boolean accepted = Accepted.of(server).contains(LedgerItem.PASSWORD.word());
        return accepted || of(server, source) != Shown.YES || of(copy, target) == Shown.YES
                ? Optional.empty()
                : Optional.of("has the only record of its administrator password: read it (" + reads(server)
                        + "), then remove it (nova clear-password " + server.id() + ")");
    }

    private static String reads(Resource server) {
        return "nova get-password " + server.id() + " <private key>";
    }

    private static Shown of(Resource server, CloudInventory inventory) {
        if (server.text("key_name") == null) {
            return Shown.NO;
        }
        return inventory.fact(List.of(StoredPassword.class, server.id()), () -> read(server, inventory));
    }

    private static Shown read(Resource server, CloudInventory inventory) {
        Request get = Request.get(Service.COMPUTE, "/servers/" + Request.segment(server.id()) + "/os-server-password");
        try {
            String password = Json.text(inventory.cloud().send(get).json(), "password");
            return password == null || password.isEmpty() ? Shown.NO : Shown.YES;
        } catch (CloudException.NotFound e) {
            return Shown.NO; // a Nova without that extension has nobody to read it from
        } catch (CloudException e) {
            ReadRefusal.passOnOfTheCloud(e);
            return Shown.REFUSED;
        }
    }
}
