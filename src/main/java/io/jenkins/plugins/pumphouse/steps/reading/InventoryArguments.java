package io.jenkins.plugins.pumphouse.steps.reading;

import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.steps.PumpClouds;
import io.jenkins.plugins.pumphouse.steps.StepArguments;

/** What {@code pumpInventory} was asked for. */
final class InventoryArguments extends StepArguments {
    private static final long serialVersionUID = 1L;

    /** Name or id of a project of the source; null for the whole cloud. */
    private final String tenant;

    InventoryArguments(String step, PumpClouds clouds, String tenant) {
        super(step, clouds, false);
        this.tenant = tenant;
    }

    /** The request, secrets included: to be handed on and not to be kept. */
    MigrationRequest request(ChosenClouds chosen) {
        return reading(chosen, tenant);
    }

    /**
     * What a step asks for that only reads, secrets included.
     *
     * @param tenant name or id of a project of the source; null for the whole cloud
     */
    static MigrationRequest reading(ChosenClouds chosen, String tenant) {
        return new MigrationRequest(
                Verb.INSTANCES,
                chosen.source(),
                chosen.target(),
                tenant == null ? Selection.ALL : Selection.ofTenant(tenant),
                new Mapping(chosen.mapping()),
                Options.DEFAULT.withCutovers(chosen.cutovers()).withProviderNetworks(chosen.providerNetworks()),
                true);
    }
}
