package io.jenkins.plugins.pumphouse.migration.model;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** What each of its owners has from the beginning, as a quota: it is set, and never made. */
public abstract class SettingType extends ResourceType {
    /** To set it is what was asked for, whoever has set it before. */
    @Override
    public final Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean ours, CloudInventory target) {
        return Decision.UPDATE;
    }

    @Override
    public final CompletionStage<ChangeResult> create(ChangeContext context) {
        return update(context);
    }
}
