package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.compute.ClosedFlavors;
import io.jenkins.plugins.pumphouse.migration.engine.Applied;
import io.jenkins.plugins.pumphouse.migration.engine.Applier;
import io.jenkins.plugins.pumphouse.migration.engine.LocalClaims;
import io.jenkins.plugins.pumphouse.migration.engine.Planner;
import io.jenkins.plugins.pumphouse.migration.engine.Verifier;
import io.jenkins.plugins.pumphouse.migration.fit.FitCheck;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow;
import io.jenkins.plugins.pumphouse.migration.fit.FitTable;
import io.jenkins.plugins.pumphouse.migration.identity.PasswordNotes;
import io.jenkins.plugins.pumphouse.migration.model.Claims;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Fit;
import io.jenkins.plugins.pumphouse.migration.quota.QuotaDefaults;
import io.jenkins.plugins.pumphouse.migration.quota.QuotaRoom;
import io.jenkins.plugins.pumphouse.migration.server.NewIds;
import io.jenkins.plugins.pumphouse.migration.server.Whereabouts;
import io.jenkins.plugins.pumphouse.migration.server.content.DowntimeForecast;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Plans, applies and verifies one request. May be run again at any time: it then does what is left to do. */
public final class Migration {
    /** How long it may take to find out where the servers run: an abort must not last, a failed run may. */
    private static final Duration QUICKLY = Duration.ofSeconds(4);

    private static final Duration IN_TIME = Duration.ofMinutes(2);

    private final MigrationRequest request;
    private final ConsoleLog narration;
    private final Claims claims;
    private final Claims.Claimant claimant;

    /** A run that only the others of this JVM wait for. */
    public Migration(MigrationRequest request, Consumer<String> out) {
        this(
                request,
                out,
                line -> {},
                LocalClaims.OF_THIS_JVM,
                request.options().mover().name());
    }

    /**
     * @param out takes the lines for a person, from any thread, one at a time
     * @param status takes how far long work is, from any thread
     * @param claims of all runs that may be under way at the same time
     * @param name what those see who wait for this run
     */
    public Migration(
            MigrationRequest request, Consumer<String> out, Consumer<String> status, Claims claims, String name) {
        this.request = request;
        this.claims = claims;
        this.claimant = new Claims.Claimant(UUID.randomUUID().toString(), name);
        this.narration = new ConsoleLog(
                line -> {
                    synchronized (out) {
                        out.accept(ConsoleText.line(line));
                    }
                },
                status);
    }

    /**
     * Runs the request.
     *
     * @return the outcome of every object, also of those that failed; also when the calling thread is interrupted while
     *     the plan is applied, whose flag is set then: the next run resumes
     * @throws MigrationException when the selection means nothing, or not one thing
     * @throws CloudException when a cloud cannot be reached or read for the plan
     * @throws InterruptedException when the calling thread is interrupted before anything was done
     */
    public Report run() throws InterruptedException {
        long start = System.nanoTime();
        ResourceTypes types = new ResourceTypes();
        try (Cloud source = Cloud.open(request.source());
                Cloud target = Cloud.open(request.target())) {
            narration.opened(source, target);
            source.isSameAs(target).ifPresent(why -> {
                throw new MigrationException("Source \"" + source.name() + "\" ("
                        + source.access().authUrl() + ") and target \"" + target.name() + "\" ("
                        + target.access().authUrl() + ") are one cloud under two addresses: " + why
                        + ". Correct auth_url or region of one of them. Nothing was changed.");
            });
            BothInventories inventories = BothInventories.of(request, types, source, target);
            CloudInventory onSource = inventories.source();
            CloudInventory onTarget = inventories.target();
            Claims.Session session = Claims.Session.of(claims, claimant);
            Translation translation = Translation.between(source.name(), target.name());
            QuotaRoom quotas = new QuotaRoom(onTarget);
            Planner planner = new Planner(types, onSource, onTarget, translation, quotas);
            Plan plan = new VerbPlan(types, onSource, onTarget, planner).of(request);
            narration.planned(plan);
            FitTable fit = request.verb().makes()
                    ? new FitCheck(onSource, onTarget, translation, quotas).of(plan, planner.demands())
                    : FitTable.EMPTY;
            narration.fit(fit, target);
            if (request.verb() == Verb.INSTANCES) {
                new DowntimeForecast(onSource, target.name(), request.options())
                        .of(plan)
                        .forEach(narration::line);
            }
            if (request.options().approved() != null) {
                request.options().approved().check(new PlannedOutcomes(types, onSource).of(plan));
            }
            boolean dryRun =
                    request.dryRun() || request.options().fit() == Fit.FAIL && fit.count(FitRow.State.LACKS) > 0;
            Applied applied = dryRun
                    ? would(plan, new PlannedOutcomes(types, onSource))
                    : apply(types, onSource, onTarget, translation, plan, session);
            List<String> notes = new ArrayList<>(applied.owed());
            if (request.verb() == Verb.QUOTAS && !applied.interrupted()) {
                notes.addAll(QuotaDefaults.differences(
                        source, target, request.options().quotaDefaults()));
            }
            if (request.verb() == Verb.LOAD_BALANCERS && !source.has(Service.LOAD_BALANCER)) {
                notes.add(source.name() + " has no Octavia (no load-balancer in its catalog), so there was nothing to"
                        + " move; balancers of Neutron itself (LBaaS) are named by pumpNetworks and moved by no step");
            }
            if (request.verb().makes() && !applied.interrupted()) {
                notes.addAll(ClosedFlavors.of(plan, onSource, onTarget));
                notes.addAll(new UnusedEntries(request, types, onSource, translation).of(plan));
            }
            Cost cost = Cost.since(start, source, target);
            Report report = new Report(
                    request.verb(),
                    source.name(),
                    target.name(),
                    dryRun,
                    applied.outcomes(),
                    cost,
                    notes,
                    applied.interrupted(),
                    fit);
            narration.done(report);
            return report;
        }
    }

    private Applied apply(
            ResourceTypes types,
            CloudInventory source,
            CloudInventory target,
            Translation translation,
            Plan plan,
            Claims.Session session) {
        Applied applied = new Applier(types, source, target, translation, narration, session).apply(plan);
        List<Outcome> outcomes = applied.outcomes();
        if (!applied.interrupted()) {
            outcomes = new Verifier(types, source, target.anew(), translation).verify(plan, outcomes);
            for (int i = 0; i < outcomes.size(); i++) {
                if (outcomes.get(i).end() != applied.outcomes().get(i).end()) {
                    narration.ended(outcomes.get(i));
                }
            }
        }
        List<String> notes = new ArrayList<>();
        if (request.verb() == Verb.INSTANCES || request.verb() == Verb.ROLLBACK) {
            Whereabouts whereabouts = new Whereabouts(source.anew(), target.anew());
            notes.addAll(whereabouts.of(plan, outcomes, applied.interrupted() ? QUICKLY : IN_TIME));
        }
        notes.addAll(PasswordNotes.of(outcomes));
        applied.owed().forEach(owed -> notes.add("! " + owed));
        return new Applied(outcomes, notes, applied.interrupted());
    }

    private Applied would(Plan plan, PlannedOutcomes planned) {
        narration.would(plan);
        List<Outcome> outcomes = planned.of(plan);
        List<String> notes = new ArrayList<>(
                PasswordNotes.planned(outcomes, request.options().passwords()));
        notes.addAll(NewIds.planned(outcomes));
        return new Applied(outcomes, notes, false);
    }
}
