package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.compute.ClosedFlavors;
import io.jenkins.plugins.pumphouse.migration.engine.Applied;
import io.jenkins.plugins.pumphouse.migration.engine.Applier;
import io.jenkins.plugins.pumphouse.migration.engine.LocalClaims;
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
import io.jenkins.plugins.pumphouse.migration.plan.Planner;
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
    private final ConsoleLog log;
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
        this.log = new ConsoleLog(
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
        try (Cloud source = Cloud.open(request.source());
                Cloud target = Cloud.open(request.target())) {
            log.opened(source, target);
            checkDistinct(source, target);
            Report report = new Run(source, target).report(start);
            log.done(report);
            return report;
        }
    }

    private static void checkDistinct(Cloud source, Cloud target) {
        source.isSameAs(target).ifPresent(why -> {
            throw new MigrationException("Source \"" + source.name() + "\" ("
                    + source.access().authUrl() + ") and target \"" + target.name() + "\" ("
                    + target.access().authUrl() + ") are one cloud under two addresses: " + why
                    + ". Correct auth_url or region of one of them. Nothing was changed.");
        });
    }

    /** The request between its two open clouds. */
    private final class Run {
        private final ResourceTypes types = new ResourceTypes();
        private final CloudInventory source;
        private final CloudInventory target;
        private final Claims.Session session;
        private final Translation translation;

        Run(Cloud sourceCloud, Cloud targetCloud) {
            BothInventories inventories = BothInventories.of(request, types, sourceCloud, targetCloud);
            this.source = inventories.source();
            this.target = inventories.target();
            this.session = Claims.Session.of(claims, claimant);
            this.translation = Translation.between(sourceCloud.name(), targetCloud.name());
        }

        /** @param start as {@link System#nanoTime} counts, before the clouds were opened */
        Report report(long start) throws InterruptedException {
            QuotaRoom quotas = new QuotaRoom(target);
            Planner planner = new Planner(types, source, target, translation, quotas);
            Plan plan = new VerbPlan(types, source, target, planner).of(request);
            log.planned(plan);
            FitTable fit = request.verb().makes()
                    ? new FitCheck(source, target, translation, quotas).of(plan, planner.demands())
                    : FitTable.EMPTY;
            log.fit(fit, target.cloud());
            if (request.verb() == Verb.INSTANCES) {
                new DowntimeForecast(source, target.cloud().name(), request.options())
                        .of(plan)
                        .forEach(log::line);
            }
            if (request.options().approved() != null) {
                request.options().approved().check(new PlannedOutcomes(types, source, translation).of(plan));
            }
            boolean dryRun =
                    request.dryRun() || request.options().fit() == Fit.FAIL && fit.count(FitRow.State.LACKS) > 0;
            Applied applied = dryRun ? would(plan) : apply(plan);
            List<String> notes = new ArrayList<>(applied.leftAccess());
            if (!applied.interrupted()) {
                notes.addAll(advice(plan));
            }
            return new Report(
                    request.verb(),
                    source.cloud().name(),
                    target.cloud().name(),
                    dryRun,
                    applied.outcomes(),
                    Cost.since(start, source.cloud(), target.cloud()),
                    notes,
                    applied.interrupted(),
                    fit);
        }

        private Applied would(Plan plan) {
            log.would(plan);
            List<Outcome> outcomes = PlannedOutcomes.withRequests(plan, types, source, target, translation);
            log.line("plan    "
                    + RequestTotal.sentence(
                            outcomes, target.cloud().name(), source.cloud().name()));
            List<String> notes = new ArrayList<>(
                    PasswordNotes.planned(outcomes, request.options().passwords()));
            notes.addAll(NewIds.planned(outcomes));
            return new Applied(outcomes, notes, false);
        }

        private Applied apply(Plan plan) {
            Applied applied = new Applier(types, source, target, translation, log, session).apply(plan);
            List<Outcome> outcomes = applied.interrupted() ? applied.outcomes() : verify(plan, applied.outcomes());
            List<String> notes = new ArrayList<>();
            if (request.verb() == Verb.INSTANCES || request.verb() == Verb.ROLLBACK) {
                Whereabouts whereabouts = new Whereabouts(source.anew(), target.anew());
                notes.addAll(whereabouts.of(plan, outcomes, applied.interrupted() ? QUICKLY : IN_TIME));
            }
            notes.addAll(PasswordNotes.of(outcomes));
            applied.leftAccess().forEach(line -> notes.add("! " + line));
            return new Applied(outcomes, notes, applied.interrupted());
        }

        /** Logs again what ended otherwise than its writes let one think. */
        private List<Outcome> verify(Plan plan, List<Outcome> applied) {
            List<Outcome> verified = new Verifier(types, source, target.anew(), translation).verify(plan, applied);
            for (int i = 0; i < verified.size(); i++) {
                if (verified.get(i).end() != applied.get(i).end()) {
                    log.ended(verified.get(i));
                }
            }
            return verified;
        }

        /** What the operator should know or do next that is no outcome of one object. */
        private List<String> advice(Plan plan) {
            List<String> notes = new ArrayList<>();
            if (request.verb() == Verb.QUOTAS) {
                notes.addAll(QuotaDefaults.differences(
                        source.cloud(), target.cloud(), request.options().quotaDefaults()));
            }
            if (request.verb() == Verb.LOAD_BALANCERS && !source.cloud().has(Service.LOAD_BALANCER)) {
                notes.add(source.cloud().name() + " has no Octavia (no load-balancer in its catalog), so there was"
                        + " nothing to move; balancers of Neutron itself (LBaaS) are named by pumpNetworks and moved"
                        + " by no step");
            }
            if (request.verb().makes()) {
                notes.addAll(ClosedFlavors.of(plan, source, target));
                notes.addAll(new UnusedEntries(request, types, source, translation).of(plan));
            }
            return notes;
        }
    }
}
