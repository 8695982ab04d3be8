package io.jenkins.plugins.pumphouse.migration.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.type.Watch;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The work on one change of a run. */
record Task(Run run, Change change, ResourceType type) implements ChangeContext {
    /** What the tasks of a run have in common. */
    record Run(
            CloudInventory inventory,
            CloudInventory targets,
            Translation translation,
            Workers workers,
            Shared shared,
            Progress progress) {}

    @Override
    public Resource resource() {
        return change.resource();
    }

    @Override
    public Optional<Resource> existing() {
        return change.existing();
    }

    @Override
    public ObjectNode wanted() {
        return type.wanted(change.resource(), run.inventory, run.translation, run.inventory.mapping());
    }

    @Override
    public Mark mark() {
        return Mark.of(source(), change.resource());
    }

    @Override
    public Cloud source() {
        return run.inventory.cloud();
    }

    @Override
    public Cloud target() {
        return run.targets.cloud();
    }

    @Override
    public CloudInventory inventory() {
        return run.inventory;
    }

    @Override
    public CloudInventory targets() {
        return run.targets;
    }

    @Override
    public Translation translation() {
        return run.translation;
    }

    @Override
    public Options options() {
        return run.inventory.options();
    }

    @Override
    public Mapping mapping() {
        return run.inventory.mapping();
    }

    @Override
    public Watch watch() {
        return run.workers.watch();
    }

    @Override
    public Executor work() {
        return run.workers.work();
    }

    @Override
    public <T> CompletionStage<T> inTransfer(Supplier<? extends CompletionStage<T>> context) {
        Kind kind = change.resource().kind();
        return run.workers.inTransfer(type.together(change.resource(), run.inventory), () -> {
            run.progress.begins(kind);
            return Stages.begin(context).whenComplete((value, failure) -> run.progress.ends(kind));
        });
    }

    @Override
    public Executor transfers() {
        return run.workers.transfers();
    }

    @Override
    public LongConsumer moved() {
        return bytes -> {
            run.workers.take(bytes); // in the thread that reads, which reads on when it may
            run.progress.moved(change.resource().kind(), bytes);
        };
    }

    @Override
    public <T extends AutoCloseable> T shared(Class<T> kind, Function<ChangeContext, T> making) {
        return run.shared.get(kind, this, making);
    }

    @Override
    public void say(String line) {
        run.progress.said(change.resource(), line);
    }
}
