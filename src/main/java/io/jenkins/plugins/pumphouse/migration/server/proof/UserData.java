package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Sha256;
import java.util.Optional;

/**
 * The user data of a server beside its copy's. It often holds passwords, so that nothing but a digest of it is ever
 * told. Novas before 2.3 (Kilo) show none.
 *
 * @param copy the server on the target
 */
record UserData(Resource server, Resource copy) {
    private static final String FIELD = "OS-EXT-SRV-ATTR:user_data";

    /** So much of a digest tells two texts apart. */
    private static final int BYTES = 8;

    /** Empty when they are equal, or one cloud does not show it. */
    Optional<Difference> difference() {
        return isShown() && !shown(server).equals(shown(copy))
                ? Optional.of(new Difference(LedgerItem.USER_DATA.word(), shown(server), shown(copy)))
                : Optional.empty();
    }

    void tell(PreservationLedger ledger, String source, String target) {
        if (!server.json().has(FIELD)) {
            ledger.unknown(LedgerItem.USER_DATA, source + " does not show whether it has any");
        } else if (server.text(FIELD) != null && !isShown()) {
            ledger.unknown(LedgerItem.USER_DATA, target + " does not show it");
        } else if (server.text(FIELD) != null) {
            ledger.kept(LedgerItem.USER_DATA, shown(server));
        }
    }

    private boolean isShown() {
        return server.json().has(FIELD) && copy.json().has(FIELD);
    }

    private static String shown(Resource one) {
        String data = one.text(FIELD);
        return data == null || data.isEmpty() ? "none" : "sha256 " + Sha256.hex(data, BYTES) + "…";
    }
}
