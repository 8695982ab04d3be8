package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.util.concurrent.CompletableFuture;

/** A floating address that stayed on the source because the gateway of its network did, and goes over with that. */
public interface CutoverAddress {
    /** The address, for a person. */
    String address();

    /** {@code "<id of the address on the target> <fixed address>"}: what is bound on the target in the end. */
    String binding();

    /** Whether the source has it bound no more. */
    boolean isLetGo();

    /** Whether a run has handed it over, so that it is its owner's to bind on the target as he likes. */
    boolean isHandedOver(ChangeContext context);

    /**
     * Looks whether the target can bind the address, before anything is switched off for it.
     *
     * @throws io.jenkins.plugins.pumphouse.migration.model.MigrationException when it cannot
     */
    void check(ChangeContext context);

    /** The source lets the address go; completes when it announces it no more. */
    CompletableFuture<?> release(ChangeContext context);

    /** The source has the address bound again; what a port of the target has meanwhile is left alone. */
    void restore(ChangeContext context);

    /** The target gets it. */
    void bind(ChangeContext context);
}
