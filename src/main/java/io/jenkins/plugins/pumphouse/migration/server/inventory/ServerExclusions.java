package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;

/** Which servers of a selection an operator excludes. */
public final class ServerExclusions {
    private ServerExclusions() {}

    /**
     * A misspelt exclusion would let a server go that has to stay. One that means a server outside of the rest of the
     * selection is in order: a pipeline may give the same for every project.
     *
     * @param deleted servers that the source no longer has, and that may be excluded too
     */
    public static void check(Selection selection, Scope scope, CloudInventory source, List<Resource> deleted) {
        for (ServerName name : ServerName.of(selection.exclude())) {
            boolean isKnown = deleted.stream().anyMatch(name::means);
            if (name.isPattern()) {
                if (!isKnown && !isAnywhere(name, scope, source)) {
                    throw ServerSelection.nothingMatches(name, scope, source);
                }
            } else if (!source.candidates(Kind.SERVER, scope)
                            .called(name.text())
                            .isEmpty()
                    || !isKnown && !isAnywhere(name, scope, source)) {
                source.named(Kind.SERVER, name.text(), scope); // fails where there is none, or not only one
            }
        }
    }

    private static boolean isAnywhere(ServerName name, Scope scope, CloudInventory source) {
        return source.list(Kind.SERVER, scope).stream().anyMatch(name::means)
                || !scope.all() && source.list(Kind.SERVER, Scope.ALL).stream().anyMatch(name::means);
    }

    public static boolean isExcluded(Selection selection, Resource server) {
        return ServerName.of(selection.exclude()).stream().anyMatch(name -> name.means(server));
    }
}
