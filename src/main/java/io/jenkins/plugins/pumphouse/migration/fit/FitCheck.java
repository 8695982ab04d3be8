package io.jenkins.plugins.pumphouse.migration.fit;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.quota.QuotaRoom;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Demand;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.List;

/**
 * Holds what a plan needs against what the target has.
 *
 * <p>Beside the lists of the plan it asks: for each project that pays for new objects the quotas of Nova, Neutron and
 * Cinder (one request each, which the plan has sent already). Once, and only where the plan needs it, it asks Nova for
 * the quota of keypairs, Glance for its limits, Neutron for free addresses, Placement (or Nova) for hypervisors, and
 * Cinder for pools; where a flavor names them, also Nova for aggregates and Placement for traits; where cards are on
 * physical networks, Neutron for its agents and Nova for its services.
 */
public final class FitCheck {
    private final CloudInventory source;
    private final CloudInventory target;
    private final Translation translation;
    private final List<FitProbe> probes;

    /** @param quotas those that the plan was made with */
    public FitCheck(CloudInventory source, CloudInventory target, Translation translation, QuotaRoom quotas) {
        this.source = source;
        this.target = target;
        this.translation = translation;
        this.probes = List.of(
                new ProjectQuotas(quotas),
                new UserKeypairs(),
                new TakenPlaces(),
                new FreeAddresses(),
                new ServerRoom(),
                new HypervisorCapacity(),
                new MappedHostCapacity(),
                new PhysicalNetworks(),
                new FlavorSpecs(),
                new VolumePools(),
                new ImageLimits());
    }

    /** @param demands as the planner tells them */
    public FitTable of(Plan plan, List<Demand> demands) {
        PlannedNeeds needs = new PlannedNeeds(plan, demands, source, target, translation);
        return new FitTable(
                probes.stream().flatMap(probe -> asked(probe, needs).stream()).toList());
    }

    /** What cannot be read costs its own rows: a check that fails must not fail what it checks. */
    private List<FitRow> asked(FitProbe probe, PlannedNeeds needs) {
        try {
            return probe.rows(needs);
        } catch (CloudException | MigrationException e) {
            return List.of(FitRow.unknown(target.cloud().name(), "what it has", 0, e.getMessage()));
        }
    }
}
