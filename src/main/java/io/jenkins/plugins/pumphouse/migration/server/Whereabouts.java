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
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.note.EarlyCopies;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.presence.UnlistedServer;
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
    private final String old;
    private final String next;

    /** Both must be new: what was read for the plan is no proof. */
    public Whereabouts(CloudInventory source, CloudInventory target) {
        this.source = source;
        this.target = target;
        this.old = source.cloud().name();
        this.next = target.cloud().name();
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
            String mark = new Mark(old, server.id()).value();
            List<Resource> copies = target.list(Kind.SERVER, Scope.ALL).stream()
                    .filter(s -> mark.equals(Json.text(s.field("metadata"), Mark.KEY)))
                    .toList();
            return told(server, onSource, copies)
                    + early(server).map(left -> "; " + left).orElse("");
        } catch (RuntimeException e) {
            return unknown(server, String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> early(Resource server) {
        return source.options().precopy() ? new EarlyCopies(source, target).of(server) : Optional.empty();
    }

    private String told(Resource server, Optional<Resource> onSource, List<Resource> copies) {
        String name = server.name();
        String status = onSource.map(s -> s.text("status")).orElse("gone");
        boolean runsHere = "ACTIVE".equals(status);
        Optional<Resource> running =
                copies.stream().filter(s -> "ACTIVE".equals(s.text("status"))).findFirst();
        String state = copies.isEmpty() ? "" : copies.get(0).text("status");
        if (runsHere && running.isPresent()) {
            return "! " + name + " runs on BOTH " + old + " and " + next + ": stop one of them (openstack server stop "
                    + server.id() + " on " + old + ", or " + running.get().id() + " on " + next + "), then run again";
        }
        if (runsHere) {
            boolean wasOff = !"ACTIVE".equals(server.text("status"));
            return "  " + name + " runs on " + old
                    + (wasOff ? "" : MoveNotes.isBeingMoved(onSource.get()) ? "; its move has begun" : " again")
                    + (copies.isEmpty() ? "" : ", and is " + state + " on " + next + ": run again");
        }
        if (onSource.isEmpty() || ServerState.SOFT_DELETED.equals(status)) {
            return "! " + name + " is gone from " + old + ", and is "
                    + (copies.isEmpty()
                            ? "not on " + next
                            : state + " on " + next + " as " + copies.get(0).id());
        }
        if (running.isPresent()) {
            boolean moved = onSource.filter(MoveNotes::isMoved).isPresent();
            return "  " + name + " runs on " + next + (moved ? "" : "; its move is not finished") + ": run again";
        }
        if (onSource.isPresent()
                && !"ACTIVE".equals(MoveNotes.power(onSource.get()))
                && !lacksVolumes(onSource.get())) {
            String before = server.text("status");
            return "  " + name + " is " + status + " on " + old
                    + (status.equals(before) ? ", unchanged" : ", and was " + before + " before its move")
                    + (copies.isEmpty() ? "" : ", and " + state + " on " + next);
        }
        Optional<String> other =
                onSource.flatMap(s -> new MoverMark(source.options().mover()).other(s.field("metadata")));
        if (other.isPresent()) {
            return "! " + name + " is " + ServerState.shown(status) + " on " + old + ", and is being moved by "
                    + other.get();
        }
        Optional<String> unlisted =
                copies.isEmpty() ? onSource.flatMap(s -> UnlistedServer.withCardOf(s, target)) : Optional.empty();
        if (unlisted.isPresent()) {
            return "! " + name + " is " + ServerState.shown(status) + " on " + old + ", and server " + unlisted.get()
                    + " of " + next
                    + ", which has a card of its copy, is not in its list of servers now: it may run, so do not start "
                    + name + " before you know. Run again when " + next + " lists it";
        }
        return "! " + name + " is " + ServerState.shown(status) + " on " + old
                + (copies.isEmpty() ? " and not on " + next : " and " + state + " on " + next)
                + (copies.stream().anyMatch(Whereabouts::mayRun)
                        ? ": run again; do not start " + name + " on " + old + " while that server may run with the"
                                + " same MACs and addresses"
                        : rest(onSource.orElseThrow()));
    }

    private static String rest(Resource server) {
        return (lacksVolumes(server)
                ? ": run again; until then it lacks the volumes that were detached for their adoption, so do not"
                        + " start it"
                : ": run again, or " + ServerState.toRun(server.text("status"), server.id()));
    }

    /** Whether a copy runs, or may come up at any moment. */
    private static boolean mayRun(Resource copy) {
        String status = copy.text("status");
        boolean never = "ERROR".equals(status) && copy.text("OS-SRV-USG:launched_at") == null;
        return !never
                && !ServerState.SHUTOFF.equals(status)
                && !ServerState.isShelved(status)
                && !ServerState.SOFT_DELETED.equals(status);
    }

    private static boolean lacksVolumes(Resource server) {
        return !DetachedVolume.of(server).isEmpty();
    }

    private String unknown(Resource server, String why) {
        return "! where " + server.name() + " runs is not known (" + why + "): openstack server show " + server.id()
                + " on " + old + ", then run again; do not start it before you know that no copy of it runs on " + next;
    }
}
