package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What each of its owners has from the beginning, as a quota: it is set, and never made. */
public abstract class SettingType extends ResourceType {
    /** Those of all projects that a selection means; each project's is a list of its own. */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        Scope scope = source.scope(selection);
        return source.list(Kind.PROJECT, Scope.ALL).stream()
                .filter(project -> scope.all() || scope.owner().equals(project.id()))
                .flatMap(project -> source.list(kind(), Scope.ownedBy(project.id())).stream())
                .toList();
    }

    /** The step was asked to set it, also if somebody has set it before. */
    @Override
    public final Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        return Decision.UPDATE;
    }

    @Override
    public final CompletionStage<ChangeResult> create(ChangeContext context) {
        return update(context);
    }
}
