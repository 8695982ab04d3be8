package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Claims;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Listener;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Executes a plan, no more and no less: each change as soon as all that it needs is there.
 *
 * <p>A failure fails what needs the failed object and nothing else. An interrupt of the calling thread stops all.
 */
public final class Applier {
    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;
    private final CloudInventory target;
    private final Translation translation;
    private final Listener listener;
    private final Claims.Session claims;

    /** @param claims began before the plan was made */
    public Applier(
            Function<Kind, ResourceType> types,
            CloudInventory source,
            CloudInventory target,
            Translation translation,
            Listener listener,
            Claims.Session claims) {
        this.types = types;
        this.source = source;
        this.target = target;
        this.translation = translation;
        this.listener = listener;
        this.claims = claims;
    }

    /**
     * Applies {@code plan}. When the calling thread is interrupted, what was in flight is left as it is, to be found by
     * the next run; temporary access is removed all the same, once no work uses it.
     */
    public Applied apply(Plan plan) {
        Workers workers = new Workers(source.options());
        Shared shared = new Shared();
        Progress progress = new Progress(plan, listener, Clock.systemUTC());
        workers.watch().every(Progress.ASKED, progress::tell);
        Task.Run run = new Task.Run(source, target, translation.strict(), workers, shared, progress);
        Flow flow = new Flow(types, run, translation, claims);
        boolean interrupted = false;
        try {
            flow.run(plan);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        flow.stop();
        workers.close();
        claims.end();
        List<String> leftAccess = new ArrayList<>();
        Stages.uninterrupted(() -> leftAccess.addAll(shared.close()));
        List<Outcome> outcomes = flow.outcomes(plan);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new Applied(outcomes, leftAccess, interrupted);
    }
}
