package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** One object to make or to change, with all that its type needs for it. */
public interface ChangeContext {
    Resource resource();

    /**
     * The target's object that is to be changed, or stands for one that is to be deleted; empty when one is to be made.
     */
    Optional<Resource> existing();

    /** What the object is to be; every reference is translated now. A copy: the type may change it. */
    ObjectNode wanted();

    /** What the target's object has to say of its origin. */
    Mark mark();

    Cloud source();

    Cloud target();

    /** The source as it was read for the plan. */
    CloudInventory inventory();

    /** The target as it was read for the plan. */
    CloudInventory targets();

    /** Strict: what is not known is an error. */
    Translation translation();

    Options options();

    /** The operator's words on what stands for what. */
    Mapping mapping();

    /** Lets objects in flight wait without a thread. */
    Watch watch();

    /** Where short requests are sent, by a thread of the run that is free. */
    Executor work();

    /**
     * Does something while one of the few transfers is this work's: it begins when there is one free, in the order of
     * asking, and waits without a thread. What makes a server wait, such as its stop, belongs inside.
     */
    <T> CompletionStage<T> inTransfer(Supplier<? extends CompletionStage<T>> context);

    /**
     * Where bytes are moved, inside {@link #inTransfer}: apart from the short requests, as a transfer takes minutes.
     */
    Executor transfers();

    /** Is told how many more bytes have gone through, so that a person sees how far it is. */
    LongConsumer moved();

    /**
     * What all work of a run shares (a temporary role, a temporary key); made by the first who asks, closed when the
     * run ends, whatever its end.
     */
    <T extends AutoCloseable> T shared(Class<T> type, Function<ChangeContext, T> making);

    /** Says something on the way that a person wants to see at once. */
    void say(String line);
}
