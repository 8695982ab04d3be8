package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.health.Question;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck.Probe;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck.Way;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The health check of one server: asked while it still runs on the source, and again on the target. What did not answer
 * before is no failure afterwards; what did stands in the source's server, so that a run that resumes the move knows.
 */
final class ServerHealth {
    private static final String AT = " at ";

    /** Tries before the stop: one lost packet does not mean that the server is unhealthy. */
    private static final int TRIES_BEFORE = 2;

    /** Between two questions, in polls. */
    private static final int PAUSE = 2;

    /** The copy does not answer as the server did. */
    static final class Unhealthy extends MigrationException {
        private static final long serialVersionUID = 1L;

        /** What did not answer, and why. */
        private final String failures;

        Unhealthy(String message, String failures) {
            super(message);
            this.failures = failures;
        }
    }

    private final ChangeContext context;
    private final HealthCheck check;
    private final SourceRecord record;
    /** What has answered this run before the stop, and where; null when an earlier run has asked. */
    private Map<Probe, String> answered;

    ServerHealth(ChangeContext context) {
        this.context = context;
        this.check = context.options().safeguards().healthCheck();
        this.record = new SourceRecord(context.source(), context.resource());
    }

    boolean isWanted() {
        return check != null && !check.probes().isEmpty();
    }

    /** Asks the server while it still runs, and notes what answers. */
    CompletableFuture<Void> before() {
        Resource server = isWanted() ? record.read() : context.resource();
        if (!isWanted() || !ServerState.ACTIVE.equals(server.text("status"))) {
            return CompletableFuture.completedFuture(null);
        }
        Map<Probe, String> now = new LinkedHashMap<>();
        answered = now;
        CompletableFuture<Void> asked = CompletableFuture.completedFuture(null);
        for (Probe probe : check.probes()) {
            Question question = new Question(context.source(), server.id(), probe);
            asked = asked.thenCompose(done -> first(question, addresses(server.json(), probe), TRIES_BEFORE)
                    .thenAccept(found -> {
                        if (found.failure().isEmpty()) {
                            now.put(probe, found.address());
                        } else {
                            context.say("health check " + probe + " fails on "
                                    + context.source().name() + " before the move ("
                                    + found.failure().get() + "): it is not asked afterwards");
                        }
                    }));
        }
        return asked.thenAccept(done -> record.note(Json.object().put(MoveNotes.HEALTHY, HealthNote.of(now))));
    }

    /** Where a probe was answered before the stop. */
    private Optional<String> before(Probe probe, String note) {
        return answered == null ? HealthNote.address(probe, note) : Optional.ofNullable(answered.get(probe));
    }

    /** An answer that did not come; without a failure it did, at that address. */
    private record Found(String address, Optional<String> failure) {}

    /** The first address at which the question is answered. */
    private CompletableFuture<Found> first(Question question, List<String> addresses, int tries) {
        CompletableFuture<Found> found =
                CompletableFuture.completedFuture(new Found("", Optional.of("it has no address")));
        for (String address : addresses) {
            found = found.thenCompose(former -> former.failure().isEmpty()
                    ? CompletableFuture.completedFuture(former)
                    : question.ask(address).thenApply(failure -> new Found(address, failure)));
        }
        return found.thenCompose(last -> last.failure().isEmpty() || tries == 1
                ? CompletableFuture.completedFuture(last)
                : pause().thenCompose(over -> first(question, addresses, tries - 1)));
    }

    private CompletableFuture<Void> pause() {
        return context.watch().pause(context.options().poll().multipliedBy(PAUSE));
    }

    /** Floating addresses first, as the outside uses them; a console needs none. */
    private static List<String> addresses(ObjectNode server, Probe probe) {
        if (probe.way() == Way.CONSOLE) {
            return List.of("the console");
        }
        List<String> addresses = new ArrayList<>(Nics.floating(server));
        Nics.reported(server).forEach(address -> addresses.add(Json.text(address, "addr")));
        return addresses;
    }

    /**
     * Asks the copy until all answers come that came before the stop.
     *
     * @param copy id of the server on the target
     * @return whether it was asked anything; fails with {@link Unhealthy} when an answer does not come in time
     */
    CompletableFuture<Boolean> after(String copy) {
        if (!isWanted()) {
            return CompletableFuture.completedFuture(false);
        }
        Resource server = record.read();
        Map<Question, String> questions = new LinkedHashMap<>();
        String note = Json.text(server.field("metadata"), MoveNotes.HEALTHY);
        for (Probe probe : check.probes()) {
            before(probe, note)
                    .ifPresent(address ->
                            questions.put(new Question(context.target(), copy, probe), now(address, server)));
        }
        return until(questions, System.nanoTime() + check.timeout().toNanos())
                .thenApply(answered -> !questions.isEmpty());
    }

    /** Where an address of the source's server is now: a mapping may have given a floating one another value. */
    private String now(String address, Resource server) {
        CloudInventory target = context.targets().anew();
        return ServerFloating.of(server, context.inventory().anew()).stream()
                .filter(floating -> floating.address().equals(address))
                .flatMap(floating -> ServerFloating.now(floating, target).stream())
                .findFirst()
                .orElse(address);
    }

    private CompletableFuture<Void> until(Map<Question, String> questions, long deadline) {
        List<String> failures = new ArrayList<>();
        CompletableFuture<Void> asked = CompletableFuture.completedFuture(null);
        for (Map.Entry<Question, String> each : questions.entrySet()) {
            String address = each.getValue();
            asked = asked.thenCompose(done -> each.getKey().ask(address))
                    .thenAccept(failure ->
                            failure.ifPresent(why -> failures.add(each.getKey().probe() + AT + address + ": " + why)));
        }
        return asked.thenCompose(done -> {
            if (failures.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            if (System.nanoTime() >= deadline) {
                Cloud target = context.target();
                return CompletableFuture.failedFuture(new Unhealthy(
                        "Server "
                                + context.resource().name() + " is up on "
                                + target.name() + ", but fails its health check after " + shown(check.timeout()) + ": "
                                + String.join("; ", failures) + ". It answered on "
                                + context.source().name()
                                + " before its stop, and runs on it again. Find out why (openstack"
                                + " console log show on the next try), or give it longer with healthTimeout, then run again.",
                        String.join("; ", failures)));
            }
            return pause().thenCompose(over -> until(questions, deadline));
        });
    }

    /** A copy that has run since long before this run is not undone for it: it may have the only copy of its data. */
    MigrationException keepsCopy(Unhealthy unhealthy, Instant since) {
        String source = context.source().name();
        String target = context.target().name();
        String copy = context.existing().orElseThrow().id();
        return new MigrationException("Server " + context.resource().name() + " runs on " + target + " since " + since
                + ", long before this run, and fails its health check: " + unhealthy.failures + ". What was written to"
                + " it since is nowhere else, so its copy " + copy + " was kept, and the server on " + source
                + " stays off. If the copy is well, run again without that probe. If " + source + "'s is to go on, and"
                + " what was written since may be lost: openstack server delete " + copy + " on " + target
                + ", then openstack server start " + context.resource().id() + " on " + source);
    }

    private static String shown(Duration time) {
        return time.toSeconds() + " s";
    }
}
