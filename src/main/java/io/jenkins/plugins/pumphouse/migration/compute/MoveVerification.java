package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the server on the target is what its source's server is, as both clouds show them now. It comes before the source's server is
 * marked as moved: a move whose verification failed stays unfinished, so that the next run verifies again.
 */
final class MoveVerification {
    private final Work work;
    private final Resource server;
    private final Inventory source;
    private final Inventory target;
    private final Resource copy;

    /** @param id of the server on the target */
    MoveVerification(Work work, String id) {
        this.work = work;
        this.source = work.inventory().anew();
        this.target = work.targets().anew();
        this.server = source.find(ServerType.KIND, work.resource().id()).orElse(work.resource());
        this.copy = target.find(ServerType.KIND, id).orElseThrow(() -> new MigrationException("Server " + server.name() + " is not "
                + id + " on " + work.target().name() + " any more: it was deleted while it was moved. Run again."));
    }

    /** @throws MigrationException when they differ, which names all differences and the way out */
    void verify() {
        List<Difference> differences = new ArrayList<>(new ServerType(work.options().disk()).verify(work.wanted(), copy));
        cards(differences);
        differences.addAll(new ContentProof(server, source, copy, target).differences());
        if (differences.isEmpty()) {
            return;
        }
        String fields = differences.stream()
                .map(d -> d.field() + ": " + d.there() + " on " + work.source().name() + ", " + d.here() + " on " + work.target().name())
                .collect(Collectors.joining("; "));
        throw new MigrationException("Server " + server.name() + " runs on " + work.target().name() + " as " + copy.id()
                + ", but is not what it is on " + work.source().name() + ": " + fields + ". It does not count as moved, and "
                + work.source().name() + " keeps its server. Mend the difference on " + work.target().name() + " and run again.");
    }

    private void cards(List<Difference> differences) {
        CardSet cards = CardSet.of(server, source);
        CardSet there = CardSet.of(copy, target);
        if (!cards.equals(there)) {
            differences.removeIf(difference -> difference.field().equals("addresses"));
            differences.add(new Difference("network cards", cards.toString(), there.toString()));
        }
    }
}
