package io.jenkins.plugins.pumphouse.steps.reading;

import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.steps.PumpClouds;
import io.jenkins.plugins.pumphouse.steps.StepArguments;
import java.util.ArrayList;
import java.util.List;

/** What {@code pumpVerify} was asked for. */
final class VerifyArguments extends StepArguments {
    private static final long serialVersionUID = 1L;

    /** Name or id of a project of the source; null for the whole cloud. */
    private final String tenant;

    final ArrayList<String> types;
    final boolean failsOnDrift;

    VerifyArguments(String step, PumpClouds clouds, String tenant, List<String> types, boolean failsOnDrift) {
        super(step, clouds, false);
        this.tenant = tenant;
        this.types = new ArrayList<>(types);
        this.failsOnDrift = failsOnDrift;
    }

    /** The request, secrets included: to be handed on and not to be kept. */
    MigrationRequest request(ChosenClouds chosen) {
        return InventoryArguments.reading(chosen, tenant);
    }
}
