package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;

/**
 * What is chosen with a boot and never again: whether a server has a configuration drive, and what Nova does with the
 * partition of its root disk. The copy is asked for the same; it is told, and no reason to fail, where the target's
 * Nova decides otherwise.
 */
public final class BootChoices {
    /** {@code AUTO} or {@code MANUAL} (Compute API, "Create server"). */
    public static final String DISK_CONFIG = "OS-DCF:diskConfig";

    private static final String CONFIG_DRIVE = "config_drive";

    private BootChoices() {}

    static void tell(PreservationLedger ledger, Resource server, Resource copy) {
        if (isTrue(server)) {
            if (isTrue(copy)) {
                ledger.kept(LedgerItem.CONFIG_DRIVE);
            } else {
                ledger.lost(LedgerItem.CONFIG_DRIVE, "the copy has none");
            }
        }
        String had = server.text(DISK_CONFIG);
        String has = copy.text(DISK_CONFIG);
        if (had != null && has != null) {
            if (had.equals(has)) {
                ledger.kept(LedgerItem.DISK_CONFIG, had);
            } else {
                ledger.changed(LedgerItem.DISK_CONFIG, had, has);
            }
        }
    }

    private static boolean isTrue(Resource one) {
        return Boolean.parseBoolean(one.text(CONFIG_DRIVE));
    }
}
