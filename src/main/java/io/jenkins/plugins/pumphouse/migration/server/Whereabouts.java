package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.note.EarlyCopies;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where each server runs whose move did not end well: a line for each, as both clouds show it now. */
public final class Whereabouts {
    private final CloudInventory source;
    private final CloudInventory target;
    private final String sourceName;
    private final String targetName;

    /** Both must be new: what was read for the plan is no proof. */
    public Whereabouts(CloudInventory source, CloudInventory target) {
        this.source = source;
        this.target = target;
        this.sourceName = source.cloud().name();
        this.targetName = target.cloud().name();
    }

    /**
     * One line for each server that was to be moved and failed, or was left off before.
     *
     * @param limit how long the look may take; what is not known by then is told as not known
     */
    public List<String> of(Plan plan, List<Outcome> outcomes, Duration limit) {
        List<Resource> servers = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Change change = plan.changes().get(i);
            if (change.resource().kind().equals(Kind.SERVER)
                    && isTold(change, outcomes.get(i).end())) {
                servers.add(change.resource());
            }
        }
        if (servers.isEmpty()) {
            return List.of();
        }
        CompletableFuture<List<String>> looked = new CompletableFuture<>();
        Thread looker = new Thread(
                () -> looked.complete(servers.stream().map(this::line).toList()), "pumphouse-whereabouts");
        looker.setDaemon(true);
        looker.start();
        List<String> lines = new ArrayList<>();
        Stages.uninterrupted(() -> lines.addAll(await(looked, servers, limit)));
        looker.interrupt();
        return lines;
    }

    /** One that failed; and one that an interrupted run may have left off, and that is refused or not begun now. */
    private static boolean isTold(Change change, End end) {
        Resource server = change.resource();
        return change.decision().writes() && end == End.FAILED
                || (end == End.CONFLICT || end == End.SKIPPED)
                        && MoveNotes.isBeingMoved(server)
                        && !MoveNotes.isMoved(server);
    }

    private List<String> await(CompletableFuture<List<String>> looked, List<Resource> servers, Duration limit) {
        try {
            return looked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return servers.stream()
                    .map(server -> unknown(server, "no answer within " + limit.toSeconds() + " s"))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return servers.stream()
                    .map(server -> unknown(server, "interrupted"))
                    .toList();
        }
    }

    private String line(Resource server) {
        try {
            Optional<Resource> onSource = source.list(Kind.SERVER, Scope.ownedBy(server.text("tenant_id"))).stream()
                    .filter(s -> s.id().equals(server.id()))
                    .findFirst();
            String mark = new Mark(sourceName, server.id()).value();
            List<Resource> copies = target.list(Kind.SERVER, Scope.ALL).stream()
                    .filter(s -> mark.equals(Json.text(s.field("metadata"), Mark.KEY)))
                    .toList();
            return new ServerPlace(server, onSource, copies, source, target).line()
                    + early(server).map(left -> "; " + left).orElse("");
        } catch (RuntimeException e) {
            return unknown(server, String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> early(Resource server) {
        return source.options().precopy() ? new EarlyCopies(source, target).of(server) : Optional.empty();
    }

    private String unknown(Resource server, String why) {
        return "! where " + server.name() + " runs is not known (" + why + "): openstack server show " + server.id()
                + " on " + sourceName + ", then run again; do not start it before you know that no copy of it runs on "
                + targetName;
    }
}
